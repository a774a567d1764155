"""One form for every move: a reason from the list that belongs to it, words, a date; each where it is asked for."""

from collections.abc import Iterable
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextArea
from wtforms import SelectField, TextAreaField

from app.kernel import clock
from app.kernel.i18n import lazy_gettext as _l
from app.referrals.domain import REASONS, Channel, Event, ReasonSet
from app.referrals.forms.fields import WORDS_LENGTH, MomentField, VersionedForm, stripped
from app.referrals.services import Move
from app.referrals.words import CHANNELS, DATE_QUESTIONS, REASON_QUESTIONS, REASON_WORDS, words_question

_CHOOSE = ("", _l("Choose"))


class MoveForm(VersionedForm):
    """What whoever acts says along with an event. The rules decide what is missing, not the shape."""

    reason = SelectField(widget=GovSelect(), choices=[], default="", validate_choice=False)
    at = MomentField()
    words = TextAreaField(widget=GovTextArea(), filters=[stripped], default="")

    def ask(self, event: Event, reason_set: ReasonSet | None) -> "MoveForm":
        """Label the fields for one event, and give them ids of their own: several of these stand on one page."""
        for field in (self.reason, self.at, self.words):
            field.id = f"{event.value}-{field.name}"
            field.label.field_id = field.id
        if reason_set:
            self.reason.label.text = REASON_QUESTIONS[reason_set]
            self.reason.choices = [_CHOOSE, *_labels(REASONS[reason_set])]
        self.at.label.text = DATE_QUESTIONS.get(event, "")
        self.words.label.text = words_question(event)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        fits: bool = super().validate(extra_validators)
        if len(self.words.data or "") > WORDS_LENGTH:
            self.refuse({"words": "words_too_long"})
            return False
        if self.at.data is not None and self.at.data.date() < clock.today():
            self.refuse({"at": "date_past"})
            return False
        return fits

    def to_command(self) -> Move:
        return Move(reason=self.reason.data or None, words=self.words.data or "", at=self.at.data)


class AttemptForm(VersionedForm):
    """How the provider tried to reach the person."""

    channel = SelectField(_l("How did you try?"), widget=GovSelect(), default="", validate_choice=False)
    words = TextAreaField(
        _l("What came of it (optional)"), widget=GovTextArea(), filters=[stripped], default=""
    )

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.channel.choices = [_CHOOSE, *CHANNELS.items()]
        for field in (self.channel, self.words):
            field.id = f"attempt-{field.name}"
            field.label.field_id = field.id

    def validate(self, extra_validators: Any = None) -> bool:
        fits: bool = super().validate(extra_validators)
        if self.channel.data not in list(Channel):
            self.refuse({"channel": "channel_required"})
            return False
        if len(self.words.data or "") > WORDS_LENGTH:
            self.refuse({"words": "words_too_long"})
            return False
        return fits

    def chosen_channel(self) -> Channel:
        return Channel(self.channel.data)


def _labels(codes: Iterable[str]) -> list[tuple[str, Any]]:
    return [(code, REASON_WORDS[code]) for code in codes]
