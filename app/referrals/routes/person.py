"""The person behind a referral, as far as the reader may see her; names and rules are those of people."""

from dataclasses import dataclass, field

from flask import url_for

from app.kernel.actor import Actor
from app.kernel.i18n import LazyText, current_locale
from app.kernel.languages import language_name
from app.kernel.views import note_view
from app.people import queries as people
from app.people.domain import SharedField, callable_phone, contact_advice
from app.people.queries import SharedPerson
from app.people.words import (
    INTERPRETERS,
    LEGAL_STATUSES,
    SEXES,
    SHARED_FIELDS,
    language_names,
    nationality_name,
)
from app.people.words.facts import ADVICE
from app.referrals import policy
from app.referrals.domain import Status
from app.referrals.queries import ReferralDetail

Rows = list[tuple[LazyText | str, LazyText | str]]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """What stands about the person on the page of a referral."""

    title: str
    is_code: bool
    href: str = ""
    phone: str = ""
    contact: LazyText | str = ""
    rows: Rows = field(default_factory=list)


def person_of(actor: Actor, referral: ReferralDetail) -> PersonShown:
    """The person for this reader. Before a provider has opened the referral, she is a code and a language."""
    if not policy.is_far(actor, referral):
        return _for_municipality(referral)
    if referral.status is Status.SENT:
        return PersonShown(referral.person_code, is_code=True, rows=_language(referral))
    shared = people.get_shared_person(referral.id)
    if shared is None:
        return PersonShown(referral.person_code, is_code=True)
    note_view(actor, "Person", shared.person_id, chain=shared.audit_chain)
    return _for_provider(shared)


def _for_municipality(referral: ReferralDetail) -> PersonShown:
    name = people.list_names([referral.person_id]).get(referral.person_id)
    return PersonShown(
        title=name.shown_name if name else referral.person_code,
        is_code=name is None,
        href=url_for("people.show", person_id=referral.person_id),
    )


def _for_provider(shared: SharedPerson) -> PersonShown:
    contact = shared.contact
    phone = shared.phone or ""
    return PersonShown(
        title=shared.shown_name or shared.code_name,
        is_code=not shared.shown_name,
        phone=callable_phone(contact, phone) if contact else "",
        contact=ADVICE[contact_advice(contact, phone)] if contact else "",
        rows=_agreed_rows(shared),
    )


def _agreed_rows(shared: SharedPerson) -> Rows:
    values: dict[SharedField, LazyText | str | None] = {
        SharedField.LANGUAGES: ", ".join(language_names(shared.languages or ())),
        SharedField.INTERPRETER: _interpreter(shared),
        SharedField.AGE: str(shared.age) if shared.age is not None else None,
        SharedField.SEX: SEXES[shared.sex] if shared.sex else None,
        SharedField.LEGAL_STATUS: LEGAL_STATUSES[shared.legal_status] if shared.legal_status else None,
        SharedField.NATIONALITY: nationality_name(shared.nationality) if shared.nationality else None,
    }
    return [(SHARED_FIELDS[name], value) for name, value in values.items() if value]


def _interpreter(shared: SharedPerson) -> LazyText | None:
    if not shared.interpreter_wanted:
        return None
    return INTERPRETERS[shared.interpreter_gender.value if shared.interpreter_gender else "any"]


def _language(referral: ReferralDetail) -> Rows:
    if not referral.language:
        return []
    return [(SHARED_FIELDS[SharedField.LANGUAGES], language_name(referral.language, current_locale()))]
