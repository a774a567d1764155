"""The form in which two entries become one: which stays, and whose value each differing field takes."""

from collections.abc import Iterable
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from wtforms import IntegerField, RadioField
from wtforms.validators import DataRequired
from wtforms.widgets import HiddenInput

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.providers.forms.fields import RegistryForm

ONE, OTHER = "one", "other"


class MergeForm(RegistryForm):
    """`one` and `other` are the two entries in the order of the address; each is given with the version read."""

    stays = RadioField(
        _l("Which entry stays?"),
        widget=GovRadioInput(),
        validators=[DataRequired(_l("Choose one of the two."))],
    )
    one_version = IntegerField(widget=HiddenInput())
    other_version = IntegerField(widget=HiddenInput())

    def name_sides(self, one: str, other: str) -> None:
        """Put the names of the two entries at the choice."""
        self.stays.choices = [(ONE, one), (OTHER, other)]


def merge_form(fields: Iterable[tuple[str, LazyText, str, str]], **named: Any) -> MergeForm:
    """The form with a choice for each field that differs: its name, its label and what either entry says."""
    rows = list(fields)
    choices = {
        name: RadioField(
            label,
            choices=[(ONE, first), (OTHER, second)],
            widget=GovRadioInput(),
            validators=[DataRequired()],
        )
        for name, label, first, second in rows
    }
    form: MergeForm = type("MergeFormOfTwo", (MergeForm,), choices)(**named)
    return form
