"""What a service is, where it is given and who may know of it; and the short form with which one begins."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovRadioInput
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.widgets import HiddenInput

from app.kernel.i18n import lazy_gettext as _l
from app.kernel.text import fold
from app.places.queries import list_counties, list_municipalities
from app.providers.domain import Area, ServiceStatus, Tier
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
    read_tags,
    written_tags,
)
from app.providers.queries import LocationView, ServiceView
from app.providers.services import ServiceBasics, ServiceDetails
from app.providers.words import AREAS, ASKS_FOR, SERVICE_STATUSES
from app.providers.words.facts import TIERS

_SAID = (
    "catalogue_code", "area", "is_remote", "is_mobile", "description_sq", "description_en", "status", "tier",
    "application_process", "version",
)  # fmt: skip

_CHOICE = 2


def _counties() -> list[tuple[str, str]]:
    return [(county.code, county.name_sq) for county in list_counties()]


def _municipalities() -> list[tuple[str, str]]:
    rows = sorted(list_municipalities(), key=lambda row: fold(row.name_sq))
    return [(row.code, row.name_sq) for row in rows]


class BasicsForm(RegistryForm):
    """The first part of a service; which kind of service it is was chosen before."""

    catalogue_code = StringField(widget=HiddenInput())
    status = RadioField(
        _l("Is it open?"),
        choices=list(SERVICE_STATUSES.items()),
        coerce=ServiceStatus,
        default=ServiceStatus.ACTIVE,
        widget=GovRadioInput(),
    )
    location_ids = SelectMultipleField(
        _l("Where is it given?"),
        description=_l("Tick nothing if it has no place of its own."),
        widget=GovCheckboxesInput(),
    )
    area = RadioField(
        _l("For whom is it?"),
        choices=list(AREAS.items()),
        coerce=Area,
        default=Area.MUNICIPALITY,
        widget=GovRadioInput(),
    )
    county_codes = SelectMultipleField(
        _l("Other counties that it serves"), choices=_counties, widget=GovCheckboxesInput()
    )
    municipality_codes = SelectMultipleField(
        _l("Other municipalities that it serves"), choices=_municipalities, widget=GovCheckboxesInput()
    )
    is_remote = BooleanField(_l("It can be used from afar (telephone, internet)"), widget=GovCheckboxInput())
    is_mobile = BooleanField(_l("It comes to people where they are"), widget=GovCheckboxInput())
    tier = RadioField(
        _l("Who may know of it?"),
        description=_l("Choose the first that is safe for the people who use it."),
        coerce=Tier,
        widget=GovRadioInput(),
    )
    application_process = paragraph(
        _l("How does one apply?"), 500, hint=_l("For instance: call first, then come with the papers.")
    )
    name_sq = line(
        _l("Own name of the service, in Albanian"), 200, hint=_l("Only if it differs from the catalogue.")
    )
    name_en = line(_l("Own name of the service, in English"), 200)
    description_sq = paragraph(_l("More about it, in Albanian"), 2000)
    description_en = paragraph(_l("More about it, in English"), 2000)
    project_tags = line(
        _l("Projects that pay for it"), 300, hint=_l("Between commas, for instance: EU4Migration.")
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(
        self,
        *positional: Any,
        places: Sequence[tuple[LocationView, str]] = (),
        tiers: Collection[Tier] = (),
        **named: Any,
    ) -> None:
        super().__init__(*positional, **named)
        self.location_ids.choices = [(str(place.id), label) for place, label in places]
        self.tier.choices = [(tier, TIERS[tier]) for tier in tiers]
        if not places:
            del self.location_ids
        # For a time it is closed with dates, on a page of its own.
        if self.status.data is not ServiceStatus.TEMPORARILY_CLOSED:
            self.status.choices = [
                (status, SERVICE_STATUSES[status]) for status in (ServiceStatus.ACTIVE, ServiceStatus.CLOSED)
            ]
        # Not asked where there is nothing to choose, and kept as it is where no answer was sent.
        if len(tiers) < _CHOICE or (self.is_submitted() and not self.tier.raw_data):
            del self.tier

    @classmethod
    def of(
        cls, service: ServiceView, places: Sequence[tuple[LocationView, str]], tiers: Collection[Tier]
    ) -> "BasicsForm":
        """Filled with what stands there."""
        counties = {code for code, _name in _counties()}
        facts = {name: getattr(service, name) for name in _SAID} | {
            "name_sq": service.own_name_sq,
            "name_en": service.own_name_en,
            "location_ids": [str(place.id) for place in service.locations],
            "county_codes": [code for code in service.area_codes if code in counties],
            "municipality_codes": [code for code in service.area_codes if code not in counties],
            "project_tags": written_tags(service.project_tags),
        }
        return cls(data=facts, places=places, tiers=tiers)

    def basics(self) -> dict[str, Any]:
        """The fields of `ServiceBasics` by name."""
        place_ids = self.location_ids.data if "location_ids" in self else []
        return {
            "catalogue_code": self.catalogue_code.data or "",
            "location_ids": tuple(UUID(place) for place in place_ids),
            "name_sq": self.name_sq.data,
            "name_en": self.name_en.data,
            "description_sq": self.description_sq.data,
            "description_en": self.description_en.data,
            "status": self.status.data if "status" in self else ServiceStatus.ACTIVE,
            "tier": self.tier.data if "tier" in self else None,
            "area": self.area.data,
            "area_codes": (*self.county_codes.data, *self.municipality_codes.data),
            "is_remote": self.is_remote.data,
            "is_mobile": self.is_mobile.data,
            "application_process": self.application_process.data,
            "project_tags": read_tags(self.project_tags.data),
        }

    def to_command(self) -> ServiceBasics:
        return ServiceBasics(**self.basics())


class ServiceForm(BasicsForm):
    """A new service: its basics, and what a referral cannot do without. The rest is told later, part by part."""

    languages = language_boxes(_l("In which languages?"), default=["sq"])
    other_language = other_language_select()
    capacity_total = number(_l("Places in all"), _l("Leave empty if places are not counted."))
    places_free = number(_l("Places free now"))
    asks_for = checkboxes(
        _l("What must you know of a person beforehand?"),
        ASKS_FOR,
        _l("Name, telephone, languages and the need are always sent. Tick what you cannot do without."),
    )

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        offer_languages(self.languages)
        del self.status

    def to_details(self) -> ServiceDetails:
        """The command that adds it."""
        return ServiceDetails(
            **self.basics(),
            languages=chosen_languages(self.languages, self.other_language),
            asks_for=tuple(self.asks_for.data),
            capacity_total=self.capacity_total.data,
            places_free=self.places_free.data,
        )
