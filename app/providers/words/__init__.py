"""Words for the codes of the registry: sectors, kinds, statuses, areas, and what is said when something is refused."""

from collections.abc import Iterable

from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_name
from app.places.queries import get_municipality
from app.providers.domain import Area, Kind, Sector, ServiceStatus, Status
from app.providers.words.decisions import REFUSALS as DECISION_REFUSALS
from app.providers.words.sheets import REFUSALS as SHEET_REFUSALS

SECTORS: dict[Sector, LazyText] = {
    Sector.SOCIAL: _l("Social services"),
    Sector.CASH: _l("Cash and basic needs"),
    Sector.SHELTER: _l("Housing"),
    Sector.PROTECTION: _l("Protection"),
    Sector.LEGAL: _l("Legal help and documents"),
    Sector.EDUCATION: _l("Education"),
    Sector.EMPLOYMENT: _l("Employment"),
    Sector.HEALTH: _l("Health"),
    Sector.ACCESS: _l("Language and access"),
}

KINDS: dict[Kind, LazyText] = {
    Kind.MUNICIPAL: _l("Municipal service"),
    Kind.CENTRAL_STATE: _l("State institution"),
    Kind.REGIONAL_DIRECTORATE: _l("Regional directorate"),
    Kind.SCHOOL: _l("School, kindergarten or nursery"),
    Kind.HEALTH_CENTRE: _l("Health centre"),
    Kind.EMPLOYMENT_OFFICE: _l("Employment office"),
    Kind.TRAINING_CENTRE: _l("Vocational training centre"),
    Kind.NGO: _l("Non-governmental organisation"),
    Kind.INTERNATIONAL: _l("International organisation"),
    Kind.RELIGIOUS: _l("Religious organisation"),
    Kind.PRIVATE: _l("Private provider"),
}

STATUSES: dict[Status, LazyText] = {
    Status.PENDING: _l("Waiting for approval"),
    Status.APPROVED: _l("Approved"),
    Status.DECLINED: _l("Declined"),
    Status.CLOSED: _l("Closed"),
    Status.MERGED: _l("Merged with another entry"),
}

SERVICE_STATUSES: dict[ServiceStatus, LazyText] = {
    ServiceStatus.ACTIVE: _l("Open for people"),
    ServiceStatus.TEMPORARILY_CLOSED: _l("Closed for a time"),
    ServiceStatus.CLOSED: _l("Closed for good"),
}

AREAS: dict[Area, LazyText] = {
    Area.MUNICIPALITY: _l("People of the municipality"),
    Area.COUNTY: _l("People of the whole county"),
    Area.NATIONAL: _l("People of the whole country"),
}

# What a service may need to know of a person beyond name, telephone, languages and the need itself.
ASKS_FOR: dict[str, LazyText] = {
    "age": _l("Age"),
    "sex": _l("Sex"),
    "legal_status": _l("Legal status"),
    "nationality": _l("Nationality"),
    "family": _l("Family"),
    "documents": _l("Documents held"),
    "address": _l("Address"),
}

HINDRANCES: dict[str, LazyText] = {
    "sealed_service": _l("Reached by its own protected path, not by a referral here."),
    "information_only": _l("Turn to it directly: nothing is stored."),
    "service_closed": _l("This service is closed."),
    "service_temporarily_closed": _l("This service is closed for a time."),
}

FIELD_ERRORS: dict[str, LazyText] = {
    "already_registered": _l("An organisation with this name is registered here already."),
    "unknown_municipality": _l("Choose the municipality from the list."),
    "unknown_service": _l("Choose the service from the list."),
    "sealed_service": _l("A sealed service is entered by the coordinator or the child protection worker."),
    "unknown_language": _l("Choose languages from the list."),
    "unknown_location": _l("Choose among the places of this organisation."),
    "coordinates_half": _l("Enter both latitude and longitude, or neither."),
    "coordinates_swapped": _l(
        "Latitude and longitude are swapped. In Albania the latitude is about 41, the longitude about 20."
    ),
    "coordinates_outside": _l(
        "This point is not in Albania. The latitude lies between 39.6 and 42.7, the longitude between 19.2 and 21.1."
    ),
    "coordinates_in_sea": _l("This point lies in the sea or beyond the border. Look at the map again."),
    "negative": _l("Enter 0 or more."),
    "more_free_than_places": _l("There cannot be more free places than places."),
    "restricted_service": _l("A restricted service is entered by a certified focal point."),
    "network_service": _l("You may not choose this."),
    "public_service": _l("You may not choose this."),
    "tier_too_open": _l("A service of this kind must be more guarded."),
    "unknown_area": _l("Choose municipalities and counties from the list."),
    "unknown_code": _l("Choose from the list."),
    "tags_too_many": _l("Enter at most 20 projects of at most 60 letters each."),
    "hours_unreadable": _l("Enter a time such as 8:00."),
    "hours_half": _l("Enter both times, or neither."),
    "hours_overlap": _l("These times overlap."),
    "day_missing": _l("Enter the first day."),
    "days_swapped": _l("The last day lies before the first."),
    "too_far_off": _l("This day is too far off."),
    "in_the_past": _l("This day is over."),
    "age_impossible": _l("Enter an age between 0 and 120."),
    "ages_swapped": _l("The highest age is below the lowest."),
    "phone_unreadable": _l("Enter a telephone number such as 069 234 5678 or +355 4 223 4567."),
    "contact_empty": _l("Enter a telephone number or an e-mail address."),
    "not_of_this_entry": _l("Choose from the list."),
    "partner_missing": _l("Enter the name of the partner."),
    "ends_before_start": _l("The last day lies before the first."),
}

# Said beside what was kept all the same: most numbers follow these rules, not all.
TAX_NUMBER_DOUBTS: dict[str, LazyText] = {
    "tax_number_form": _l(
        "The tax number is kept, but it does not look like one: a letter, eight digits, a letter. Look at it once more."
    ),
    "tax_number_letter": _l(
        "The tax number is kept, but its last letter does not fit the digits. Look at it once more."
    ),
}

REFUSALS: dict[str, tuple[LazyText, LazyText, LazyText]] = {
    **DECISION_REFUSALS,
    **SHEET_REFUSALS,
    "not_your_entry": (
        _l("This entry is kept by others"),
        _l("Only the organisation itself and the coordinator of its municipality change it."),
        _l("Tell them what is wrong, or ask your coordinator."),
    ),
    "not_your_municipality": (
        _l("This belongs to another municipality"),
        _l("The coordinator of the municipality where the organisation is registered decides about it."),
        _l("Ask that coordinator."),
    ),
    "other_municipality": (
        _l("This belongs to another municipality"),
        _l("You register organisations of your own municipality."),
        _l("Ask the coordinator of that municipality to register it."),
    ),
    "provider_decision_not_from_here": (
        _l("This was decided already"),
        _l("The organisation is no longer in the state in which this could be decided. Nothing was changed."),
        _l("Look at what its page says now."),
    ),
    "only_administrator": (
        _l("Only the administrator decides this"),
        _l(
            "Whether an organisation works in the whole country is said by the administrator. Nothing was changed."
        ),
        _l("Ask the administrator."),
    ),
    "too_many_contacts": (
        _l("There are many contacts already"),
        _l("An organisation has at most 50 contacts. Nothing was added."),
        _l("Remove one that is no longer right first."),
    ),
    "provider_closed": (
        _l("This organisation is not open"),
        _l("It was declined or closed, so nothing can be added to it."),
        _l("Approve it again first, or choose another organisation."),
    ),
    "service_closed": (
        _l("This service is closed"),
        _l("The organisation does not offer it any more."),
        _l("Choose another service."),
    ),
    "report_settled": (
        _l("This was settled already"),
        _l("Somebody else settled the report. Nothing was changed."),
        _l("Look at what the history of the entry says."),
    ),
    "reason_missing": (
        _l("The reason is missing"),
        _l("Those who registered the organisation need to know why. Nothing was changed."),
        _l("Go back and write the reason."),
    ),
}


def language_names(codes: Iterable[str]) -> list[str]:
    """The names of languages in the reader's language."""
    locale = current_locale()
    return [language_name(code, locale) for code in codes]


def municipality_name(code: str) -> str:
    """`Bashkia Tiranë`, `Municipality of Tiranë`."""
    municipality = get_municipality(code)
    return _("Municipality of %(name)s", name=municipality.name_sq) if municipality else code


def field_error(code: str) -> str:
    return str(FIELD_ERRORS.get(code, code))
