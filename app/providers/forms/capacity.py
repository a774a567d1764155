"""How many a service can help at once, how long others wait, and that what stands there is still right."""

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovSelect
from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.kernel import clock
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import CapacityUnit
from app.providers.forms.fields import RegistryForm, day, number
from app.providers.queries import ServiceView
from app.providers.services import ServiceCapacity
from app.providers.words import field_error
from app.providers.words.facts import CAPACITY_UNITS

MOST_DAYS = 3_650
_SAID = (
    "capacity_unit", "capacity_total", "places_free", "has_waiting_list", "waiting_days", "next_place_on", "version",
)  # fmt: skip


class CapacityForm(RegistryForm):
    """Places, waiting list and the next free place."""

    capacity_unit = SelectField(
        _l("What do you count?"),
        choices=[(str(unit), text) for unit, text in CAPACITY_UNITS.items()],
        default=CapacityUnit.PLACE,
        widget=GovSelect(),
    )
    capacity_total = number(_l("How many in all?"), _l("Leave empty if nobody counts them."))
    places_free = number(_l("How many are free now?"))
    has_waiting_list = BooleanField(_l("There is a waiting list"), widget=GovCheckboxInput(), default=True)
    waiting_days = number(_l("How many days does one wait?"), most=MOST_DAYS)
    next_place_on = day(_l("When is the next one free?"))
    version = IntegerField(widget=HiddenInput(), default=1)

    def validate_next_place_on(self, field: DateField) -> None:
        """A day that is over is no news."""
        if field.data and field.data < clock.today():
            raise ValidationError(field_error("in_the_past"))

    @classmethod
    def of(cls, service: ServiceView) -> "CapacityForm":
        """Filled with what stands there; a day that is over is left out."""
        facts = {name: getattr(service, name) for name in _SAID}
        if service.next_place_on and service.next_place_on < clock.today():
            facts["next_place_on"] = None
        return cls(data=facts)

    def to_command(self) -> ServiceCapacity:
        return ServiceCapacity(
            capacity_total=self.capacity_total.data,
            places_free=self.places_free.data,
            capacity_unit=self.capacity_unit.data,
            has_waiting_list=self.has_waiting_list.data,
            waiting_days=self.waiting_days.data,
            next_place_on=self.next_place_on.data,
        )


class ConfirmForm(RegistryForm):
    """That a service is still right, and how many places are free."""

    places_free = number(_l("Places free now"))
