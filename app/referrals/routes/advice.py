"""Whether the rules of a service fit a person: advice on the draft, with its reasons; it never refuses anything."""

from dataclasses import dataclass
from types import MappingProxyType

from app.kernel import clock
from app.kernel.i18n import LazyText
from app.people.queries import PersonView
from app.providers.domain.eligibility import EligibilityRules, PersonFacts, Verdict, check_eligibility
from app.providers.queries import ServiceView
from app.providers.words.facts import ELIGIBILITY_REASONS, VERDICTS

_TONES = MappingProxyType({Verdict.YES: "ok", Verdict.CHECK: "amber", Verdict.NO: "red"})


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rules say, and why they do not simply say yes."""

    text: LazyText
    tone: str
    reasons: tuple[LazyText, ...]


def advise(person: PersonView, service: ServiceView) -> Advice | None:
    """What the rules of a service say of a person today; None where it has none."""
    rules = EligibilityRules(
        service.legal_statuses,
        service.minimum_age,
        service.maximum_age,
        service.needs_residence,
        service.wait_days_since_application,
    )
    if rules == EligibilityRules():
        return None
    today, details = clock.today(), person.details
    facts = PersonFacts(
        legal_status=details.legal_status.value,
        age=details.birth.age_at(today),
        applied_on=details.asylum_application_date,
    )
    found = check_eligibility(rules, facts, today)
    reasons = tuple(ELIGIBILITY_REASONS[reason] for reason in found.reasons)
    return Advice(VERDICTS[found.verdict], _TONES[found.verdict], reasons)
