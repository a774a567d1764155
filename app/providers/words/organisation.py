"""What the page of an organisation and of a service shows: the words of each matter, gathered in the order of need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.providers.domain import (
    PhoneKind,
    Sector,
    ServiceStatus,
    Status,
    Tier,
    status_on,
    why_not_referable,
)
from app.providers.queries import AgreementView, CatalogueRow, ContactView, OrganisationView, ServiceView
from app.providers.words import ASKS_FOR, HINDRANCES, SECTORS, municipality_name
from app.providers.words.directory import Chip
from app.providers.words.entry.calendar import day_text
from app.providers.words.entry.capacity import capacity_fact, standing_chip, waiting_fact
from app.providers.words.entry.contacts import PhoneLink, ShownContact, phone_link, show_contacts
from app.providers.words.entry.facts import Fact, lines, told
from app.providers.words.entry.hours import ShownHours, show_hours
from app.providers.words.entry.papers import application_fact, cost_fact, papers_fact
from app.providers.words.entry.people import area_fact, for_whom_fact, languages_fact
from app.providers.words.entry.places import ShownPlace, location_label, show_place
from app.providers.words.entry.standing import Closure, closure_of, confirmed_chip, confirmed_fact

__all__ = [
    "Reader",
    "ShownOrganisation",
    "ShownService",
    "catalogue_groups",
    "location_label",
    "show_organisation",
    "show_service",
]

# These may be told on paper or in a message; the others are not passed on by Ura.
_SHAREABLE = frozenset({Tier.PUBLIC, Tier.NETWORK})


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is put into words: `home` is where distances count from, a visitor has no account."""

    now: datetime
    home: str | None = None
    is_visitor: bool = False


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service ready to be shown. `facts` stand on the card, `more` is folded away."""

    service: ServiceView
    name: str
    description: str
    chips: tuple[Chip, ...]
    closure: Closure | None
    hours: ShownHours | None
    opening_note: str
    places: tuple[ShownPlace, ...]
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...]
    contacts: tuple[ShownContact, ...]
    hindrance: str
    is_sealed: bool
    is_restricted: bool
    is_shareable: bool


@dataclass(frozen=True, slots=True)
class ShownOrganisation:
    """An organisation ready to be shown: numbers to touch first, the rest below."""

    kind: str
    description: str
    calls: tuple[PhoneLink, ...]
    contacts: tuple[ShownContact, ...]
    facts: tuple[Fact, ...]


def show_organisation(entry: OrganisationView, kind: str, reader: Reader) -> ShownOrganisation:
    """What is said of the organisation itself; licences, tax number and partners only to those with an account."""
    general = [contact for contact in entry.contacts if not (contact.service_id or contact.location_id)]
    for_colleagues = () if reader.is_visitor else _keeping_facts(entry)
    return ShownOrganisation(
        kind=kind,
        description=entry.description(current_locale()),
        calls=_calls(entry.phone, general),
        contacts=show_contacts(general),
        facts=told((*_facts_of(entry), *for_colleagues)),
    )


def show_service(service: ServiceView, entry: OrganisationView, reader: Reader) -> ShownService:
    """A service in the reader's words; distances count from the seat of the home municipality."""
    locale, today = current_locale(), clock.local(reader.now).date()
    closure = closure_of(service, today)
    is_closed = closure is not None and closure.is_now
    hours = None if is_closed else _hours_of(service, service.opening_hours, reader)
    return ShownService(
        service=service,
        name=service.name(locale),
        description=service.description(locale),
        chips=tuple(
            chip for chip in (standing_chip(service, reader.now), confirmed_chip(service, reader.now)) if chip
        ),
        closure=closure,
        hours=hours,
        opening_note="" if is_closed else service.opening,
        places=_places_of(service, entry, reader, is_closed=is_closed),
        facts=_first_facts(service),
        more=_more_facts(service, reader),
        contacts=show_contacts(contact for contact in entry.contacts if contact.service_id == service.id),
        hindrance=_hindrance(service, entry, reader),
        is_sealed=service.tier is Tier.SEALED,
        is_restricted=service.tier is Tier.RESTRICTED,
        is_shareable=service.tier in _SHAREABLE and service.status is not ServiceStatus.CLOSED,
    )


def catalogue_groups(rows: Sequence[CatalogueRow]) -> list[tuple[LazyText, list[tuple[str, str]]]]:
    """Kinds of service under their sector: code and name in the reader's language."""
    locale = current_locale()
    order = list(Sector)
    ranked = sorted(rows, key=lambda row: (order.index(row.sector), row.code))
    return [
        (SECTORS[sector], [(row.code, row.name(locale)) for row in found])
        for sector, found in groupby(ranked, key=lambda row: row.sector)
    ]


def _hindrance(service: ServiceView, entry: OrganisationView, reader: Reader) -> str:
    """What stands against a referral, in words; empty when nothing does."""
    today = clock.local(reader.now).date()
    code = why_not_referable(
        service.tier,
        status_on(service.status, service.closed_from, service.closed_until, today),
        is_listed=entry.status is Status.APPROVED,
        is_information_only=service.is_information_only,
    )
    return str(HINDRANCES[code]) if code else ""


def _first_facts(service: ServiceView) -> tuple[Fact, ...]:
    return told((papers_fact(service), for_whom_fact(service), languages_fact(service), cost_fact(service)))


def _more_facts(service: ServiceView, reader: Reader) -> tuple[Fact, ...]:
    asked = ", ".join(str(ASKS_FOR[code]) for code in service.asks_for if code in ASKS_FOR)
    projects = "" if reader.is_visitor else ", ".join(service.project_tags)
    return told(
        (
            application_fact(service),
            capacity_fact(service, reader.now),
            waiting_fact(service, clock.local(reader.now).date()),
            area_fact(service),
            Fact(_("Asks to know"), lines(asked)),
            Fact(_("Projects"), lines(projects)),
            confirmed_fact(service, reader.now, names_people=not reader.is_visitor),
        )
    )


def _places_of(
    service: ServiceView, entry: OrganisationView, reader: Reader, *, is_closed: bool
) -> tuple[ShownPlace, ...]:
    shown = []
    for place in service.places:
        own_hours = () if is_closed else place.opening_hours
        here = (contact for contact in entry.contacts if contact.location_id == place.location.id)
        shown.append(
            show_place(
                place.location,
                entry.name,
                reader.home,
                _hours_of(service, own_hours, reader),
                show_contacts(contact for contact in here if contact.service_id is None),
            )
        )
    return tuple(shown)


def _hours_of(service: ServiceView, hours: Sequence[str], reader: Reader) -> ShownHours | None:
    return show_hours(
        hours, service.opening_exceptions, reader.now, observes_holidays=service.observes_holidays
    )


def _calls(phone: str, contacts: Sequence[ContactView]) -> tuple[PhoneLink, ...]:
    """The number of the organisation, else of its first desk; then one for each other way of writing."""
    voices = [phone_link(phone)] if phone else []
    links = [phone_link(contact.phone, contact.phone_kind, contact.extension) for contact in contacts]
    by_kind: dict[str, PhoneLink] = {}
    for link in (*voices, *links):
        if link is not None and link.href:
            by_kind.setdefault(link.kind, link)
    return tuple(
        by_kind[kind] for kind in (PhoneKind.VOICE, PhoneKind.WHATSAPP, PhoneKind.SMS) if kind in by_kind
    )


def _facts_of(entry: OrganisationView) -> tuple[Fact, ...]:
    return (
        Fact(_("Registered in"), (municipality_name(entry.municipality_code),)),
        Fact(_("Works in"), lines(_("The whole country") if entry.is_national else "")),
        Fact(_("Also known as"), entry.other_names),
    )


def _keeping_facts(entry: OrganisationView) -> tuple[Fact, ...]:
    valid = entry.licence_valid_until
    return (
        Fact(
            _("Licence"),
            lines(entry.licence_number, _("Valid until %(date)s", date=day_text(valid)) if valid else ""),
        ),
        Fact(_("Tax number (NIPT)"), lines(entry.tax_number)),
        Fact(_("Projects"), lines(", ".join(entry.project_tags))),
        Fact(_("Agreements"), tuple(_agreement_text(agreement) for agreement in entry.agreements)),
    )


def _agreement_text(agreement: AgreementView) -> str:
    what = ", ".join(part for part in (agreement.partner, agreement.subject) if part)
    if agreement.ends_on is None:
        return what
    return _("%(agreement)s, until %(date)s", agreement=what, date=day_text(agreement.ends_on))
