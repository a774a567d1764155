"""A place where an organisation works: address, point, how to get there and who can get in."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect
from wtforms import IntegerField, SelectField
from wtforms.validators import DataRequired
from wtforms.widgets import HiddenInput

from app.kernel.i18n import lazy_gettext as _l
from app.providers.forms.fields import DegreesField, RegistryForm, checkboxes, line, municipality_choices
from app.providers.queries import LocationView
from app.providers.services import LocationDetails
from app.providers.services.checks import check_point
from app.providers.words import field_error
from app.providers.words.facts import ACCESSIBILITY

_SAID = (
    "name", "address", "municipality_code", "latitude", "longitude", "postal_code", "transportation",
    "accessibility_note", "version",
)  # fmt: skip


class LocationForm(RegistryForm):
    """A place where an organisation works."""

    name = line(_l("Name of the place"), 200, hint=_l("For instance: branch in Kombinat. May be left empty."))
    address = line(_l("Address"), 300, DataRequired(_l("Enter the address.")), autocomplete="street-address")
    municipality_code = SelectField(
        _l("Municipality"),
        widget=GovSelect(),
        choices=municipality_choices,
        validators=[DataRequired(_l("Choose the municipality."))],
    )
    postal_code = line(_l("Postal code"), 10, inputmode="numeric", autocomplete="postal-code")
    transportation = line(
        _l("How does one get there?"), 500, hint=_l("For instance: bus Kombinat to the last stop.")
    )
    accessibility = checkboxes(_l("What is there for people with disabilities?"), ACCESSIBILITY)
    accessibility_note = line(_l("A note about it"), 300)
    latitude = DegreesField(
        _l("Latitude"),
        description=_l(
            "From the map on your phone, for instance 41.3275. With it, people find what is nearest."
        ),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    longitude = DegreesField(
        _l("Longitude"),
        description=_l("For instance 19.8189."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )

    version = IntegerField(widget=HiddenInput(), default=1)

    @classmethod
    def of(cls, place: LocationView) -> "LocationForm":
        """Filled with what stands there."""
        facts = {name: getattr(place, name) for name in _SAID} | {"accessibility": list(place.accessibility)}
        return cls(data=facts)

    def set_point(self, latitude: float, longitude: float) -> None:
        """Put a point that was found into the form, in place of what was typed."""
        for field, degrees in ((self.latitude, latitude), (self.longitude, longitude)):
            field.data, field.raw_data = round(degrees, 5), None

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and that the point can be: both numbers, not swapped, in Albania."""
        fits: bool = super().validate(extra_validators)
        wrong = check_point(self.latitude.data, self.longitude.data) if fits else None
        if wrong:
            self.latitude.errors = [field_error(wrong)]
        return fits and wrong is None

    def to_command(self) -> LocationDetails:
        return LocationDetails(
            municipality_code=self.municipality_code.data,
            name=self.name.data,
            address=self.address.data,
            latitude=self.latitude.data,
            longitude=self.longitude.data,
            postal_code=self.postal_code.data,
            transportation=self.transportation.data,
            accessibility=tuple(self.accessibility.data),
            accessibility_note=self.accessibility_note.data,
        )
