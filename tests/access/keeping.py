"""How the rows of the matrix about the facts that keepers enter are asked: parts of services, places, contacts."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.providers.models import Location, Service
from tests.access.asked import Ask, Asked
from tests.access.world import Column, World, version_of
from tests.factories.contacts import make_agreement, make_contact
from tests.factories.providers import make_location, make_service

_PARTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "hours": {"mon_1_from": "8:00", "mon_1_to": "16:00"},
        "people": {"languages": "sq", "cost_kind": "free"},
        "capacity": {"capacity_unit": "place", "places_free": "3"},
    }
)
_CONTACT = MappingProxyType({"name": "Zyra", "phone": "069 234 5678", "phone_kind": "voice"})
_AGREEMENT = MappingProxyType({"partner": "Bashkia"})


def _of(world: World, column: Column) -> UUID:
    return world.place(column).organisation_id


def _placed(world: World, column: Column) -> tuple[UUID, UUID]:
    """A service and the place where it is given."""
    place_id = make_location(_of(world, column))
    return make_service(_of(world, column), location_ids=(place_id,)), place_id


def _part(name: str, *, sent: bool) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        service_id = make_service(_of(world, column))
        data = {**_PARTS[name], "version": version_of(Service, service_id)} if sent else None
        return Asked(f"/providers/services/{service_id}/{name}", data)

    return ask


def _hours_at(*, sent: bool) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        service_id, place_id = _placed(world, column)
        data = {**_PARTS["hours"], "version": version_of(Service, service_id)} if sent else None
        return Asked(f"/providers/services/{service_id}/hours/{place_id}", data)

    return ask


def _place(tail: str, *, sent: bool) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        _service_id, place_id = _placed(world, column)
        code = world.place(column).municipality_code
        data = {"address": "Rruga 3", "municipality_code": code, "version": version_of(Location, place_id)}
        return Asked(f"/providers/locations/{place_id}/{tail}", data if sent else None)

    return ask


def _list(tail: str, data: Mapping[str, Any] | None = None) -> Ask:
    return lambda world, column: Asked(f"/providers/{_of(world, column)}/{tail}", data)


def _one(
    make: Callable[[UUID], UUID], what: str, tail: str = "", data: Mapping[str, Any] | None = None
) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        return Asked(f"/providers/{_of(world, column)}/{what}/{make(_of(world, column))}{tail}", data)

    return ask


ASK: Mapping[str, Ask] = MappingProxyType(
    {
        "POST providers.set_national": _list("national", {"is_national": "1"}),
        "POST providers.find_new_point": _list("locations/find", {"address": "Kamëz"}),
        "GET providers.edit_location": _place("edit", sent=False),
        "POST providers.change_location": _place("edit", sent=True),
        "POST providers.find_point_again": _place("find", sent=True),
        "GET providers.edit_service_hours": _part("hours", sent=False),
        "POST providers.change_service_hours": _part("hours", sent=True),
        "GET providers.edit_service_hours_at": _hours_at(sent=False),
        "POST providers.change_service_hours_at": _hours_at(sent=True),
        "GET providers.edit_service_people": _part("people", sent=False),
        "POST providers.change_service_people": _part("people", sent=True),
        "GET providers.edit_service_capacity": _part("capacity", sent=False),
        "POST providers.change_service_capacity": _part("capacity", sent=True),
        "GET providers.edit_contacts": _list("contacts"),
        "POST providers.add_contact": _list("contacts", _CONTACT),
        "GET providers.edit_contact": _one(make_contact, "contacts"),
        "POST providers.change_contact": _one(make_contact, "contacts", data=_CONTACT),
        "POST providers.remove_contact": _one(make_contact, "contacts", "/remove", {}),
        "GET providers.edit_agreements": _list("agreements"),
        "POST providers.add_agreement": _list("agreements", _AGREEMENT),
        "GET providers.edit_agreement": _one(make_agreement, "agreements"),
        "POST providers.change_agreement": _one(make_agreement, "agreements", data=_AGREEMENT),
        "POST providers.remove_agreement": _one(make_agreement, "agreements", "/remove", {}),
    }
)
