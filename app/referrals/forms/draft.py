"""The draft: how urgent, what is needed, and how the person agreed."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import is_language, language_choices
from app.people.domain import ConsentMedium, GivenBy
from app.people.words import CONSENT_MEDIA, GIVEN_BY
from app.referrals.domain import Priority
from app.referrals.forms.fields import NAME_LENGTH, WORDS_LENGTH, MomentField, VersionedForm, stripped
from app.referrals.queries import ReferralDetail
from app.referrals.services import Agreement, DraftDetails
from app.referrals.words import PRIORITIES, PRIORITY_HELP

KEPT = ("medium", "language", "interpreter_name", "witness_name", "given_by", "guardian_name")
_NAMES = ("call_with", "interpreter_name", "witness_name", "guardian_name")


def _line(label: LazyText, hint: LazyText | str = "") -> StringField:
    return StringField(
        label,
        description=hint,
        widget=GovTextInput(),
        filters=[stripped],
        default="",
        render_kw={"autocomplete": "off"},
    )


class DraftForm(VersionedForm):
    """Everything that is asked before a referral is sent; saving for later asks for nothing."""

    priority = RadioField(
        _l("How urgent is it?"),
        choices=list(PRIORITIES.items()),
        default=Priority.NORMAL,
        widget=GovRadioInput(),
        validate_choice=False,
    )
    call_with = _line(_l("Whom did you reach by phone?"), _l("Only for an emergency: call first."))
    called_at = MomentField(_l("When was the call?"))
    need_note = TextAreaField(
        _l("What is needed, in a few words (optional)"),
        description=_l("The provider reads this. No story of flight, no diagnosis."),
        widget=GovTextArea(),
        filters=[stripped],
        default="",
    )
    medium = RadioField(
        _l("How does the person agree?"),
        choices=list(CONSENT_MEDIA.items()),
        widget=GovRadioInput(),
        validate_choice=False,
    )
    language = SelectField(
        _l("In which language was it read?"), widget=GovSelect(), default="sq", validate_choice=False
    )
    witness_name = _line(_l("Witness, if the consent is spoken"))
    interpreter_name = _line(_l("Interpreter (optional)"))
    given_by = RadioField(
        _l("Who agrees?"),
        choices=list(GIVEN_BY.items()),
        default=GivenBy.PERSON,
        widget=GovRadioInput(),
        validate_choice=False,
    )
    guardian_name = _line(_l("Name of the parent or guardian"))
    agrees = BooleanField(_l("I read it out, and the person agrees"), widget=GovCheckboxInput())

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.language.choices = list(language_choices(current_locale()))
        self.called_at.render_kw = {"type": "datetime-local"}

    def priority_hints(self) -> dict[str, Any]:
        """What stands below each priority, as the widget takes it."""
        return {"items": [{"hint": {"text": str(PRIORITY_HELP[priority])}} for priority in PRIORITIES]}

    @classmethod
    def of(cls, referral: ReferralDetail) -> "DraftForm":
        """The form as it was left."""
        kept = {name: text for name, text in referral.draft.items() if name in KEPT}
        return cls(
            formdata=None,
            data={
                "version": referral.version,
                "priority": referral.priority,
                "call_with": referral.call_with,
                "called_at": referral.called_at,
                "need_note": referral.need_note,
                "language": referral.language or "sq",
                **kept,
            },
        )

    def fits_to_save(self) -> bool:
        """Nothing is obligatory; what is there must be readable and not too long."""
        fits: bool = self.validate()
        wrong = {name: "name_too_long" for name in _NAMES if len(self[name].data or "") > NAME_LENGTH}
        if len(self.need_note.data or "") > WORDS_LENGTH:
            wrong["need_note"] = "words_too_long"
        if self.priority.data not in list(Priority):
            wrong["priority"] = "priority_missing"
        if self.called_at.data is not None and self.called_at.data > clock.now():
            wrong["called_at"] = "moment_future"
        self.refuse(wrong)
        return fits and not wrong

    def fits_to_send(self) -> bool:
        """All that can be seen without knowing the person; the rules see the rest."""
        fits = self.fits_to_save()
        wrong = {}
        if self.medium.data not in list(ConsentMedium):
            wrong["medium"] = "medium_missing"
        if not self.agrees.data:
            wrong["agrees"] = "no_consent"
        if not is_language(self.language.data or ""):
            wrong["language"] = "language_unknown"
        if self.priority.data == Priority.EMERGENCY:
            wrong |= self._missing_call()
        self.refuse(wrong)
        return fits and not wrong

    def _missing_call(self) -> dict[str, str]:
        missing = {}
        if not self.call_with.data:
            missing["call_with"] = "call_required"
        if not self.called_at.data and not self.called_at.errors:
            missing["called_at"] = "call_time_required"
        return missing

    def to_details(self) -> DraftDetails:
        return DraftDetails(
            priority=Priority(self.priority.data),
            need_note=self.need_note.data or "",
            call_with=self.call_with.data or "",
            called_at=self.called_at.data,
            kept={name: str(self[name].data) for name in KEPT if self[name].data},
        )

    def to_agreement(self) -> Agreement:
        given_by = self.given_by.data
        return Agreement(
            agrees=bool(self.agrees.data),
            medium=ConsentMedium(self.medium.data),
            language=self.language.data,
            interpreter_name=self.interpreter_name.data or "",
            witness_name=self.witness_name.data or "",
            given_by=GivenBy(given_by) if given_by in list(GivenBy) else GivenBy.PERSON,
            guardian_name=self.guardian_name.data or "",
        )
