"""What the forms share: a moment on the Albanian clock, the number of the version, refusals beside their field."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import Field, HiddenField
from wtforms.widgets import HiddenInput

from app.kernel.clock import TIRANE, local
from app.referrals.words import problem_of
from app.web.forms import UraForm

WORDS_LENGTH = 1000
NAME_LENGTH = 100
_HTML = "%Y-%m-%dT%H:%M"
_SHAPES = (
    _HTML,
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y, %H:%M",
    "%d.%m.%Y",
    "%Y-%m-%d",
)


class MomentField(Field):
    """A day and a time. Phones show their own picker; where there is none, it is typed as 23.11.2026 16:00."""

    widget = GovTextInput()
    data: datetime | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return local(self.data).strftime(_HTML) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            self.data = _read(text)


def _read(text: str) -> datetime:
    for shape in _SHAPES:
        try:
            # A clock on the wall knows no zone: Albania's is added in the same breath.
            return datetime.strptime(text, shape).replace(tzinfo=TIRANE)
        except ValueError:
            continue
    raise ValueError(problem_of("moment_unreadable"))


def stripped(text: str | None) -> str:
    """Text without blanks around it, and with plain line ends."""
    return (text or "").replace("\r\n", "\n").strip()


class VersionedForm(UraForm):
    """A form about a referral as it stood when the page was opened."""

    version = HiddenField(widget=HiddenInput())

    def version_number(self) -> int | None:
        """The number that the page carried; None lets the table decide alone."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def refuse(self, fields: Mapping[str, str]) -> None:
        """Put what a rule says beside the field that it concerns."""
        for name, code in fields.items():
            field: Any = self._fields.get(name)
            if field is None:
                self.form_errors.append(problem_of(code))
            elif not field.errors:
                field.errors = [problem_of(code)]
