"""A service of which everything is known, open to everybody, and guarded ones beside it; everybody is invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.kernel.db import db
from app.providers.domain import Area, Tier
from app.providers.models import Agreement, Contact, Location, Organisation, ServiceAtLocation
from tests.factories import TIRANE
from tests.factories.providers import COURSE, SHELTER, make_location, make_organisation, make_service

CONFIRMED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FullEntry:
    """The ids of an organisation, its place and its service."""

    organisation_id: UUID
    location_id: UUID
    service_id: UUID


def make_public_service(name: str = "Kurs i hapur", **columns: Any) -> UUID:
    """A public service of an organisation of its own, at a place."""
    organisation_id = make_organisation(f"Qendra {name}")
    place_id = make_location(organisation_id)
    return make_service(organisation_id, location_ids=(place_id,), tier=Tier.PUBLIC, name_sq=name, **columns)


def make_full_entry() -> FullEntry:
    """An organisation, a place and a service with every fact that the feeds tell."""
    organisation_id = _make_full_organisation()
    place_id = _make_full_place(organisation_id)
    service_id = make_service(
        organisation_id, COURSE, location_ids=(place_id,), **_facts(), **_rules(), **_closure()
    )
    link = update(ServiceAtLocation).where(ServiceAtLocation.service_id == service_id)
    db.session.execute(link.values(opening_hours=["sat 09:00-11:00"]))
    _add_contacts(organisation_id, service_id)
    agreement = Agreement(
        organisation_id=organisation_id, partner="Bashkia", subject="Kurse", ends_on=date(2099, 1, 1)
    )
    db.session.add(agreement)
    db.session.flush()
    return FullEntry(organisation_id, place_id, service_id)


def _make_full_organisation() -> UUID:
    return make_organisation(
        "Qendra Drita",
        other_names=["Drita", "Light Centre"],
        email="info@drita.example",
        website="https://drita.example/sq",
        description_sq="Qendër për familjet.",
        description_en="A centre for families.",
        tax_number="K12345678L",
        licence_number="LIC-7",
        licence_valid_until=date(2027, 6, 30),
        project_tags=["EU4Migration"],
    )


def _make_full_place(organisation_id: UUID) -> UUID:
    place_id = make_location(organisation_id)
    known = {
        "name": "Zyra qendrore",
        "postal_code": "1001",
        "transportation": "Autobusi 5",
        "accessibility": ["wheelchair", "lift"],
        "accessibility_note": "Zile te dera",
    }
    db.session.execute(update(Location).where(Location.id == place_id).values(**known))
    return place_id


def make_guarded_entries() -> list[UUID]:
    """Organisations that offer nothing to everybody, with place and service; all their texts say `Fshehur`."""
    ids = []
    for tier in (Tier.NETWORK, Tier.RESTRICTED, Tier.SEALED):
        organisation_id = make_organisation(f"Fshehur {tier.value}", email=f"{tier.value}@fshehur.example")
        place_id = make_location(organisation_id, address=f"Rruga Fshehur {tier.value}")
        code = SHELTER if tier is Tier.SEALED else COURSE
        service_id = make_service(
            organisation_id, code, location_ids=(place_id,), tier=tier, name_sq=f"Fshehur {tier.value}"
        )
        ids += [organisation_id, place_id, service_id, _link_of(service_id)]
    return ids


def make_guarded_sister(organisation_id: UUID) -> list[UUID]:
    """A sealed service, with place and contact, of an organisation that also offers public ones."""
    place_id = make_location(organisation_id, address="Rruga Fshehur 9", point=(41.1, 20.1))
    service_id = make_service(
        organisation_id, SHELTER, location_ids=(place_id,), tier=Tier.SEALED, name_sq="Fshehur strehë"
    )
    contact = Contact(
        organisation_id=organisation_id,
        service_id=service_id,
        name="Fshehur Kontakti",
        phone="+355699999999",
        email="fshehur@drita.example",
    )
    db.session.add(contact)
    db.session.flush()
    return [place_id, service_id, contact.id, _link_of(service_id)]


def touch_organisation(organisation_id: UUID, moment: datetime) -> None:
    """Set when an organisation was last changed."""
    db.session.execute(
        update(Organisation).where(Organisation.id == organisation_id).values(changed_at=moment),
        execution_options={"audited_bulk": "a factory"},
    )


def _link_of(service_id: UUID) -> UUID:
    found = select(ServiceAtLocation.id).where(ServiceAtLocation.service_id == service_id)
    return db.session.scalars(found).one()


def _add_contacts(organisation_id: UUID, service_id: UUID) -> None:
    db.session.add_all(
        [
            Contact(organisation_id=organisation_id, name="Zyra e pritjes", phone="+35542222222", position=0),
            Contact(
                organisation_id=organisation_id,
                service_id=service_id,
                name="Mira Shembulli",
                title="Koordinatore e kurseve",
                phone="+355691111111",
                extension="12",
                phone_kind="whatsapp",
                email="kurse@drita.example",
                languages=["sq", "prs"],
                position=1,
            ),
        ]
    )


def _facts() -> dict[str, Any]:
    return {
        "tier": Tier.PUBLIC,
        "name_sq": "Kurs gjuhe",
        "name_en": "Language course",
        "description_sq": "Shqip për fillestarë.",
        "description_en": "Albanian for beginners.",
        "languages": ["sq", "en"],
        "has_interpreter": True,
        "interpreter_languages": ["ar"],
        "interpreter_genders": ["woman"],
        "capacity_total": 20,
        "places_free": 3,
        "capacity_unit": "place",
        "capacity_confirmed_at": CONFIRMED,
        "last_confirmed_at": CONFIRMED,
        "area": Area.COUNTY,
        "area_codes": [TIRANE, "35"],
        "opening_hours": ["mon 08:00-16:00", "tue 08:00-16:00", "fri 22:00-02:00"],
        "opening_exceptions": ["2098-12-24/2098-12-31 closed", "2098-12-01/2098-12-01 09:00-12:00"],
        "observes_holidays": True,
        "opening": "Pas orarit me takim.",
    }


def _rules() -> dict[str, Any]:
    return {
        "documents_to_bring": "Një foto",
        "required_documents": ["identity_card"],
        "cost": "Librat paguhen",
        "cost_kind": "free_for_some",
        "cost_in_lek": 1500,
        "eligibility_sq": "Për të rritur.",
        "eligibility_en": "For adults.",
        "legal_statuses": ["AS", "REF"],
        "minimum_age": 18,
        "maximum_age": 99,
        "needs_residence": True,
        "wait_days_since_application": 30,
        "application_process": "Telefononi",
        "waiting_days": 14,
        "next_place_on": date(2099, 1, 7),
    }


def _closure() -> dict[str, Any]:
    return {
        "closed_from": date(2098, 8, 1),
        "closed_until": date(2098, 8, 31),
        "closure_reason": "Pushime",
        "project_tags": ["EU4Migration"],
    }
