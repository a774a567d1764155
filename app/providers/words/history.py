"""The history of an entry in the reader's words: what was done, which field, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_name
from app.places.queries import get_municipality
from app.providers.queries.history import ChangeRow
from app.providers.words import AREAS, ASKS_FOR, KINDS, SERVICE_STATUSES, STATUSES
from app.providers.words.entry.calendar import day_text
from app.providers.words.facts import (
    ACCESSIBILITY,
    CAPACITY_UNITS,
    COST_KINDS,
    INTERPRETER_GENDERS,
    LEGAL_STATUSES,
    PHONE_KINDS,
    REQUIRED_DOCUMENTS,
    TIERS,
)
from app.providers.words.upkeep import SETTLEMENTS, WHAT_IS_WRONG

ACTIONS: Mapping[str, LazyText] = {
    "provider.register": _l("Registered"),
    "provider.edit": _l("Entry changed"),
    "provider.approve": _l("Approved"),
    "provider.decline": _l("Declined"),
    "provider.close": _l("Closed for good"),
    "provider.claim": _l("Taken over by the organisation"),
    "provider.merge": _l("Merged with another entry"),
    "provider.merge_undo": _l("Merge undone"),
    "provider.unmerge": _l("Merge undone"),
    "provider.add_location": _l("Place added"),
    "provider.edit_location": _l("Place changed"),
    "location.add": _l("Place added"),
    "location.edit": _l("Place changed"),
    "location.remove": _l("Place removed"),
    "contact.add": _l("Contact added"),
    "contact.edit": _l("Contact changed"),
    "contact.remove": _l("Contact removed"),
    "agreement.add": _l("Agreement added"),
    "agreement.edit": _l("Agreement changed"),
    "agreement.remove": _l("Agreement removed"),
    "service.add": _l("Service added"),
    "service.edit": _l("Service changed"),
    "service.confirm": _l("Confirmed"),
    "service.confirm_by_mail": _l("Confirmed by the link in the mail"),
    "service.confirm_by_phone": _l("Confirmed by telephone"),
    "service.close_for_now": _l("Closed for a time"),
    "service.open_again": _l("Opened again"),
    "report.settle": _l("Report settled"),
    "import": _l("Changed by an import"),
    "import.apply": _l("Changed by an import"),
    "import.undo": _l("Import taken back"),
}

FIELDS: Mapping[str, LazyText] = {
    "name": _l("Name"),
    "other_names": _l("Other names"),
    "kind": _l("Kind of organisation"),
    "municipality_code": _l("Municipality"),
    "status": _l("Status"),
    "decline_reason": _l("Reason"),
    "phone": _l("Telephone"),
    "phone_kind": _l("Kind of number"),
    "extension": _l("Extension"),
    "email": _l("E-mail"),
    "website": _l("Website"),
    "title": _l("Function"),
    "description_sq": _l("Description in Albanian"),
    "description_en": _l("Description in English"),
    "tax_number": _l("Tax number (NIPT)"),
    "licence_number": _l("Licence number"),
    "licence_valid_until": _l("Licence valid until"),
    "is_national": _l("Works in the whole country"),
    "project_tags": _l("Projects"),
    "address": _l("Address"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "postal_code": _l("Postal code"),
    "transportation": _l("How to get there"),
    "accessibility": _l("Accessibility"),
    "accessibility_note": _l("More about accessibility"),
    "catalogue_code": _l("Kind of service"),
    "tier": _l("Who may see it"),
    "name_sq": _l("Name in Albanian"),
    "name_en": _l("Name in English"),
    "languages": _l("Languages"),
    "has_interpreter": _l("Interpreter"),
    "asks_for": _l("Asks to know"),
    "capacity_total": _l("Places in all"),
    "capacity_unit": _l("What is counted"),
    "places_free": _l("Places free"),
    "has_waiting_list": _l("Waiting list"),
    "waiting_days": _l("Waiting time in days"),
    "next_place_on": _l("Next free place"),
    "area": _l("For whom"),
    "area_codes": _l("Also serves"),
    "is_remote": _l("From afar"),
    "is_mobile": _l("Comes to people"),
    "opening_hours": _l("Opening hours"),
    "opening_exceptions": _l("Days with other hours"),
    "observes_holidays": _l("Closed on public holidays"),
    "opening": _l("Opening hours in words"),
    "documents_to_bring": _l("What to bring, in words"),
    "required_documents": _l("What to bring"),
    "cost": _l("Cost in words"),
    "cost_kind": _l("Cost"),
    "cost_in_lek": _l("Cost in lek"),
    "interpreter_languages": _l("Languages of interpreters"),
    "interpreter_genders": _l("Interpreters"),
    "eligibility_sq": _l("Who can come, in Albanian"),
    "eligibility_en": _l("Who can come, in English"),
    "legal_statuses": _l("Legal statuses"),
    "minimum_age": _l("Youngest age"),
    "maximum_age": _l("Oldest age"),
    "needs_residence": _l("Residence is needed"),
    "wait_days_since_application": _l("Days since the asylum application"),
    "application_process": _l("How to apply"),
    "closed_from": _l("Closed from"),
    "closed_until": _l("Closed until"),
    "closure_reason": _l("Why it is closed"),
    "places": _l("Where"),
    "partner": _l("Partner"),
    "subject": _l("Subject"),
    "project_tag": _l("Project"),
    "starts_on": _l("Begins"),
    "ends_on": _l("Ends"),
    "report": _l("Reported"),
    "settlement": _l("Settled as"),
}

_YES_NO: Mapping[str, LazyText] = {"yes": _l("Yes"), "no": _l("No")}
_CODES: Mapping[str, Mapping[str, LazyText]] = {
    "kind": {str(code): text for code, text in KINDS.items()},
    "status": {str(code): text for code, text in [*STATUSES.items(), *SERVICE_STATUSES.items()]},
    "area": {str(code): text for code, text in AREAS.items()},
    "asks_for": ASKS_FOR,
    "tier": TIERS,
    "accessibility": ACCESSIBILITY,
    "capacity_unit": CAPACITY_UNITS,
    "cost_kind": COST_KINDS,
    "interpreter_genders": INTERPRETER_GENDERS,
    "legal_statuses": LEGAL_STATUSES,
    "phone_kind": PHONE_KINDS,
    "required_documents": REQUIRED_DOCUMENTS,
    "report": {str(code): text for code, text in WHAT_IS_WRONG.items()},
    "settlement": {str(code): text for code, text in SETTLEMENTS.items()},
}
_LANGUAGES = frozenset({"languages", "interpreter_languages"})
_PLACES = frozenset({"municipality_code", "area_codes"})
_DAYS = frozenset(
    {"licence_valid_until", "next_place_on", "closed_from", "closed_until", "starts_on", "ends_on"}
)
_YES_OR_NO = frozenset(
    {
        "is_national", "has_interpreter", "has_waiting_list", "is_remote", "is_mobile", "observes_holidays",
        "needs_residence",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field that changed; a side that was empty says so."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change ready to be shown. `is_new`: there was nothing before, so that only what stands there is told."""

    at: datetime
    by: str
    action: str
    about: str
    reason: str
    fields: tuple[ShownField, ...]
    is_new: bool


def show_change(row: ChangeRow) -> ShownChange:
    """A change in the reader's language."""
    english = current_locale().startswith("en")
    is_new = bool(row.changes) and not any(before for before, _after in row.changes.values())
    told = [
        (name, before, after)
        for name, (before, after) in row.changes.items()
        if not (is_new and after in {"", "no"})
    ]
    return ShownChange(
        at=row.changed_at,
        by=row.changed_by_name or _("Ura"),
        action=str(ACTIONS.get(row.action) or _("Changed")),
        about=row.service_en if english else row.service_sq,
        reason=row.reason,
        fields=tuple(
            ShownField(str(FIELDS.get(name, name)), value_text(name, before), value_text(name, after))
            for name, before, after in told
        ),
        is_new=is_new,
    )


def value_text(field: str, value: str) -> str:
    """What stood in a field, in the reader's words; codes that are not known any more stay as they are."""
    if not value:
        return _("nothing")
    if field in _YES_OR_NO:
        return str(_YES_NO.get(value, value))
    if field in _DAYS:
        return _day(value)
    if field in _LANGUAGES or field in _PLACES or field in _CODES:
        return ", ".join(_code_text(field, code) for code in value.split(", "))
    return value


def _code_text(field: str, code: str) -> str:
    if field in _LANGUAGES:
        return language_name(code, current_locale())
    if field in _PLACES:
        municipality = get_municipality(code)
        return municipality.name_sq if municipality else code
    return str(_CODES[field].get(code, code))


def _day(value: str) -> str:
    try:
        return day_text(date.fromisoformat(value))
    except ValueError:
        return value
