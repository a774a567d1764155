"""Whom a service is for: the rules, the languages, the papers to bring and the cost."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.widgets import HiddenInput

from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import CostKind
from app.providers.domain.eligibility import OLDEST
from app.providers.forms.fields import (
    RegistryForm,
    checkboxes,
    chosen_languages,
    language_boxes,
    line,
    number,
    offer_languages,
    other_language_select,
    paragraph,
)
from app.providers.queries import ServiceView
from app.providers.services import ServicePeople
from app.providers.words import ASKS_FOR
from app.providers.words.facts import COST_KINDS, INTERPRETER_GENDERS, LEGAL_STATUSES, REQUIRED_DOCUMENTS

_SAID = (
    "eligibility_sq", "eligibility_en", "legal_statuses", "minimum_age", "maximum_age", "needs_residence",
    "wait_days_since_application", "languages", "has_interpreter", "interpreter_languages",
    "interpreter_genders", "asks_for", "required_documents", "documents_to_bring", "cost_kind", "cost_in_lek",
    "cost", "version",
)  # fmt: skip
_LISTS = (
    "legal_statuses", "languages", "interpreter_languages", "interpreter_genders", "asks_for", "required_documents",
)  # fmt: skip
MOST_LEK = 10_000_000
MOST_DAYS = 3_650


class PeopleForm(RegistryForm):
    """For whom, in which languages, with which papers, at what cost."""

    legal_statuses = checkboxes(
        _l("People of which legal status?"), LEGAL_STATUSES, _l("Tick nothing if it is for everybody.")
    )
    minimum_age = number(_l("From which age?"), most=OLDEST)
    maximum_age = number(_l("Up to which age?"), most=OLDEST)
    needs_residence = BooleanField(
        _l("Only for people who are registered as living here"), widget=GovCheckboxInput()
    )
    wait_days_since_application = number(
        _l("Days that must have passed since the asylum application"),
        _l("For instance 270 where the law says nine months. Leave empty if nobody has to wait."),
        most=MOST_DAYS,
    )
    eligibility_sq = paragraph(_l("Who can come, in your own words, in Albanian"), 2000)
    eligibility_en = paragraph(_l("Who can come, in your own words, in English"), 2000)
    languages = language_boxes(_l("In which languages?"), default=["sq"])
    other_language = other_language_select()
    has_interpreter = BooleanField(_l("An interpreter can be arranged"), widget=GovCheckboxInput())
    interpreter_languages = language_boxes(_l("Interpreter for which languages?"))
    other_interpreter_language = other_language_select()
    interpreter_genders = checkboxes(
        _l("Who interprets?"),
        INTERPRETER_GENDERS,
        _l("Some people can only speak in front of a woman. Tick both if one can choose."),
    )
    required_documents = checkboxes(_l("What should people bring?"), REQUIRED_DOCUMENTS)
    documents_to_bring = line(_l("A note about the papers"), 500)
    cost_kind = RadioField(
        _l("What does it cost?"),
        choices=[*((str(kind), text) for kind, text in COST_KINDS.items()), ("", _l("Not said"))],
        default="",
        widget=GovRadioInput(),
    )
    cost_in_lek = number(_l("How much, in lek?"), _l("Only where it is to be paid for."), most=MOST_LEK)
    cost = line(_l("A note about the cost"), 200)
    asks_for = checkboxes(
        _l("What must you know of a person beforehand?"),
        ASKS_FOR,
        _l("Name, telephone, languages and the need are always sent. Tick what you cannot do without."),
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        offer_languages(self.languages)
        offer_languages(self.interpreter_languages)

    @classmethod
    def of(cls, service: ServiceView) -> "PeopleForm":
        """Filled with what stands there."""
        facts = {name: getattr(service, name) for name in _SAID}
        return cls(data=facts | {name: list(facts[name]) for name in _LISTS})

    def to_command(self) -> ServicePeople:
        return ServicePeople(
            languages=chosen_languages(self.languages, self.other_language),
            has_interpreter=self.has_interpreter.data,
            interpreter_languages=chosen_languages(
                self.interpreter_languages, self.other_interpreter_language
            ),
            interpreter_genders=tuple(self.interpreter_genders.data),
            asks_for=tuple(self.asks_for.data),
            eligibility_sq=self.eligibility_sq.data,
            eligibility_en=self.eligibility_en.data,
            legal_statuses=tuple(self.legal_statuses.data),
            minimum_age=self.minimum_age.data,
            maximum_age=self.maximum_age.data,
            needs_residence=self.needs_residence.data,
            wait_days_since_application=self.wait_days_since_application.data,
            required_documents=tuple(self.required_documents.data),
            documents_to_bring=self.documents_to_bring.data,
            cost_kind=self.cost_kind.data,
            cost_in_lek=None if self.cost_kind.data == CostKind.FREE else self.cost_in_lek.data,
            cost=self.cost.data,
        )
