"""Forms about a service: what it is, and that it is still right."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovRadioInput, GovSelect
from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import HiddenInput

from app.kernel.i18n import current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_choices
from app.providers.domain import Area, ServiceStatus
from app.providers.forms.fields import RegistryForm, line, number, paragraph
from app.providers.queries import LocationView, ServiceView
from app.providers.services import ServiceDetails
from app.providers.words import AREAS, ASKS_FOR, SERVICE_STATUSES

_COMMONEST_LANGUAGES = ("sq", "en", "ar", "prs", "fa", "ps", "uk", "ru", "tr", "it")
_SAID = (
    "catalogue_code", "has_interpreter", "capacity_total", "places_free", "area", "is_remote", "opening",
    "documents_to_bring", "cost", "description_sq", "description_en", "status", "version",
)  # fmt: skip


def _other_languages() -> list[tuple[str, str]]:
    others = [pair for pair in language_choices(current_locale()) if pair[0] not in _COMMONEST_LANGUAGES]
    return [("", "—"), *sorted(others, key=lambda pair: pair[1])]


class ServiceForm(RegistryForm):
    """A service as its keeper describes it; which kind of service it is was chosen before."""

    catalogue_code = StringField(widget=HiddenInput())
    location_ids = SelectMultipleField(
        _l("Where is it given?"),
        description=_l("Tick nothing if it has no place of its own."),
        widget=GovCheckboxesInput(),
    )
    languages = SelectMultipleField(_l("In which languages?"), widget=GovCheckboxesInput(), default=["sq"])
    other_language = SelectField(
        _l("Another language"), choices=_other_languages, widget=GovSelect(), default=""
    )
    has_interpreter = BooleanField(_l("An interpreter can be arranged"), widget=GovCheckboxInput())
    capacity_total = number(_l("Places in all"), _l("Leave empty if places are not counted."))
    places_free = number(_l("Places free now"))
    area = RadioField(
        _l("For whom is it?"),
        choices=list(AREAS.items()),
        coerce=Area,
        default=Area.MUNICIPALITY,
        widget=GovRadioInput(),
    )
    is_remote = BooleanField(_l("It can be used from afar (telephone, internet)"), widget=GovCheckboxInput())
    asks_for = SelectMultipleField(
        _l("What must you know of a person beforehand?"),
        description=_l(
            "Name, telephone, languages and the need are always sent. Tick what you cannot do without."
        ),
        choices=list(ASKS_FOR.items()),
        widget=GovCheckboxesInput(),
    )
    opening = line(_l("When is it open?"), 300, hint=_l("For instance: Monday to Friday, 8:00 to 16:00."))
    documents_to_bring = line(_l("What should people bring?"), 500)
    cost = line(_l("What does it cost?"), 200, hint=_l("For instance: free."))
    name_sq = line(
        _l("Own name of the service, in Albanian"), 200, hint=_l("Only if it differs from the catalogue.")
    )
    name_en = line(_l("Own name of the service, in English"), 200)
    description_sq = paragraph(_l("More about it, in Albanian"), 2000)
    description_en = paragraph(_l("More about it, in English"), 2000)
    status = RadioField(
        _l("Is it open?"),
        choices=list(SERVICE_STATUSES.items()),
        coerce=ServiceStatus,
        default=ServiceStatus.ACTIVE,
        widget=GovRadioInput(),
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(
        self, *positional: Any, places: Sequence[tuple[LocationView, str]] = (), **named: Any
    ) -> None:
        super().__init__(*positional, **named)
        self.location_ids.choices = [(str(place.id), label) for place, label in places]
        if not places:
            del self.location_ids
        names = dict(language_choices(current_locale()))
        chosen = [code for code in self.languages.data or () if code in names]
        codes = dict.fromkeys([*_COMMONEST_LANGUAGES, *chosen])
        self.languages.choices = [(code, names[code]) for code in codes]

    @classmethod
    def of(cls, service: ServiceView, places: Sequence[tuple[LocationView, str]]) -> "ServiceForm":
        """Filled with what stands there."""
        facts = {name: getattr(service, name) for name in _SAID} | {
            "name_sq": service.own_name_sq,
            "name_en": service.own_name_en,
            "location_ids": [str(place.id) for place in service.locations],
            "languages": list(service.languages),
            "asks_for": list(service.asks_for),
        }
        return cls(data=facts, places=places)

    def to_command(self) -> ServiceDetails:
        other = [self.other_language.data] if self.other_language.data else []
        place_ids = self.location_ids.data if "location_ids" in self else []
        return ServiceDetails(
            catalogue_code=self.catalogue_code.data or "",
            location_ids=tuple(UUID(place) for place in place_ids),
            name_sq=self.name_sq.data,
            name_en=self.name_en.data,
            description_sq=self.description_sq.data,
            description_en=self.description_en.data,
            status=self.status.data,
            languages=tuple(dict.fromkeys([*self.languages.data, *other])),
            has_interpreter=self.has_interpreter.data,
            asks_for=tuple(self.asks_for.data),
            capacity_total=self.capacity_total.data,
            places_free=self.places_free.data,
            area=self.area.data,
            is_remote=self.is_remote.data,
            opening=self.opening.data,
            documents_to_bring=self.documents_to_bring.data,
            cost=self.cost.data,
        )


class ConfirmForm(RegistryForm):
    """That a service is still right, and how many places are free."""

    places_free = number(_l("Places free now"))
