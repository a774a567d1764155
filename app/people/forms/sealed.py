"""Forms of sealed notes: write one, break the glass, look at it afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextArea
from wtforms import IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.widgets import HiddenInput

from app.kernel.i18n import lazy_gettext as _l
from app.people.domain import Finding, NoteKind
from app.people.services import SealedNoteWritten
from app.people.words import FINDINGS, NOTE_KINDS, problem
from app.web.forms import UraForm


class _RefusableForm(UraForm):
    def refuse(self, problems: Mapping[str, str]) -> None:
        """Put the words for each code at its field."""
        for name, code in problems.items():
            self._fields[name].errors = [problem(code)]


class SealedNoteForm(_RefusableForm):
    """What is sealed, and who else may open it."""

    kind = RadioField(
        _l("What is it about?"), choices=list(NOTE_KINDS.items()), coerce=NoteKind, widget=GovRadioInput()
    )
    text = TextAreaField(
        _l("Note"),
        description=_l("Write only what those who help must know. Never write why she fled."),
        widget=GovTextArea(),
    )
    reader_ids = SelectMultipleField(
        _l("Who else may open it?"),
        description=_l(
            "You may open it yourself. Everybody else of the municipality sees only that it exists."
        ),
        widget=GovCheckboxesInput(),
    )

    def __init__(self, *positional: Any, colleagues: Sequence[tuple[UUID, str]] = (), **named: Any) -> None:
        super().__init__(*positional, **named)
        self.reader_ids.choices = [(str(user_id), name) for user_id, name in colleagues]
        if not colleagues:
            del self.reader_ids

    def to_command(self) -> SealedNoteWritten:
        chosen = self.reader_ids.data if "reader_ids" in self else []
        return SealedNoteWritten(
            self.kind.data, self.text.data or "", frozenset(UUID(user_id) for user_id in chosen or [])
        )


class BreakGlassForm(_RefusableForm):
    """Why a note must be opened by somebody for whom it was not written."""

    reason = TextAreaField(
        _l("Why must you read it now?"),
        description=_l("The data protection officer is told at once and reads this reason."),
        widget=GovTextArea(),
    )


class ReviewForm(UraForm):
    """What the data protection officer found."""

    finding = RadioField(
        _l("Finding"), choices=list(FINDINGS.items()), coerce=Finding, widget=GovRadioInput()
    )
    version = IntegerField(widget=HiddenInput())
