"""The directory as rows of a sheet: a service at a place is one row, with the same columns as sheets that are read."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import current_locale
from app.places.queries import get_municipality
from app.providers.domain import ServiceStatus, Status, Tier
from app.providers.domain.sheets import FIELDS, Part, Reading
from app.providers.models import CatalogueEntry, Location, Organisation, Service, ServiceAtLocation

Cell = str | int | float | None
_STEP = 200
_Entry = Mapping[str, Any]
_ORDER = {
    Part.ORGANISATION: Organisation,
    Part.LOCATION: Location,
    Part.SERVICE: Service,
}
_NOTHING: _Entry = MappingProxyType({})


def iterate_sheet(municipality_code: str | None = None) -> Iterator[list[Cell]]:
    """The rows that the actor may see, organisation by organisation: approved ones of a municipality, or all.

    Sealed services are never in a file, and neither is a place at which one is given.
    """
    names = _catalogue_names()
    for organisations in _steps(municipality_code):
        services = _by_owner(
            Service, organisations, Service.tier != Tier.SEALED, Service.status != ServiceStatus.CLOSED
        )
        places = _by_owner(Location, organisations, ~_is_sealed_place())
        links = _links(services)
        for organisation in organisations:
            yield from _rows_of(organisation, services, places, links, names)


def _steps(municipality_code: str | None) -> Iterator[Sequence[_Entry]]:
    found = _columns(Organisation).where(Organisation.status == Status.APPROVED, ~_is_secret())
    found = found.order_by(Organisation.id)
    if municipality_code:
        found = found.where(Organisation.municipality_code == municipality_code)
    last: UUID | None = None
    while True:
        step = found.where(Organisation.id > last) if last else found
        rows = [row._asdict() for row in db.session.execute(step.limit(_STEP))]
        if rows:
            yield rows
            last = rows[-1]["id"]
        if len(rows) < _STEP:
            return


def _is_secret() -> Any:
    """That an organisation offers nothing but what is sealed: its name alone would tell."""
    service = aliased(Service.__table__)
    running = exists().where(service.c.organisation_id == Organisation.id, service.c.status != "closed")
    return and_(running, ~running.where(service.c.tier != Tier.SEALED))


def _columns(model: type[Any]) -> Any:
    part = next(part for part, known in _ORDER.items() if known is model)
    names = {field.column for field in FIELDS if field.part is part and field.column} | {"id"}
    if model is not Organisation:
        names.add("organisation_id")
    if model is Service:
        names.add("last_confirmed_at")
    return select(*(getattr(model, name) for name in sorted(names)))


def _by_owner(model: type[Any], organisations: Sequence[_Entry], *criteria: Any) -> dict[UUID, list[_Entry]]:
    ids = [organisation["id"] for organisation in organisations]
    found = _columns(model).where(model.organisation_id.in_(ids), *criteria).order_by(model.id)
    kept: dict[UUID, list[_Entry]] = defaultdict(list)
    for row in db.session.execute(found):
        kept[row.organisation_id].append(row._asdict())
    return kept


def _is_sealed_place() -> Any:
    service, link = aliased(Service.__table__), aliased(ServiceAtLocation.__table__)
    return exists().where(
        link.c.location_id == Location.id, service.c.id == link.c.service_id, service.c.tier == Tier.SEALED
    )


def _links(services: Mapping[UUID, list[_Entry]]) -> dict[UUID, list[UUID]]:
    ids = [service["id"] for own in services.values() for service in own]
    links: dict[UUID, list[UUID]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        found = select(ServiceAtLocation.service_id, ServiceAtLocation.location_id).where(
            ServiceAtLocation.service_id.in_(ids[start : start + 500])
        )
        for row in db.session.execute(found.order_by(ServiceAtLocation.location_id)):
            links[row.service_id].append(row.location_id)
    return links


def _rows_of(
    organisation: _Entry,
    services: Mapping[UUID, list[_Entry]],
    places: Mapping[UUID, list[_Entry]],
    links: Mapping[UUID, list[UUID]],
    names: Mapping[str, str],
) -> Iterator[list[Cell]]:
    """A row for each service at each of its places; then the places without one, and whoever has neither."""
    known = {place["id"]: place for place in places.get(organisation["id"], ())}
    used: set[UUID] = set()
    own = services.get(organisation["id"], ())
    for service in own:
        at = [known[place] for place in links.get(service["id"], ()) if place in known]
        used.update(place["id"] for place in at)
        for place in at or [_NOTHING]:
            yield _row(organisation, place, service, names)
    spare = [place for place in known.values() if place["id"] not in used]
    for place in spare:
        yield _row(organisation, place, _NOTHING, names)
    if not own and not spare:
        yield _row(organisation, _NOTHING, _NOTHING, names)


def _row(organisation: _Entry, place: _Entry, service: _Entry, names: Mapping[str, str]) -> list[Cell]:
    parts = {Part.ORGANISATION: organisation, Part.LOCATION: place, Part.SERVICE: service}
    cells: list[Cell] = []
    for field in FIELDS:
        entry = parts[field.part]
        if not entry:
            cells.append(None)
        elif field.column:
            cells.append(_cell(field.reading, entry[field.column]))
        else:
            cells.append(_DERIVED[field.code](entry, names))
    return cells


def _cell(reading: Reading, value: Any) -> Cell:
    if value is None or value == "":
        return None
    if reading is Reading.MUNICIPALITY:
        municipality = get_municipality(value)
        return municipality.name_sq if municipality else str(value)
    if isinstance(value, bool):
        return "po" if value else "jo"
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value) or None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)


def _confirmed_on(service: _Entry, _names: Mapping[str, str]) -> Cell:
    moment: datetime | None = service["last_confirmed_at"]
    return clock.local(moment).date().isoformat() if moment else None


def _identifier(entry: _Entry, _names: Mapping[str, str]) -> Cell:
    return str(entry["id"])


_DERIVED: Mapping[str, Callable[[_Entry, Mapping[str, str]], Cell]] = MappingProxyType(
    {
        "organisation_id": _identifier,
        "location_id": _identifier,
        "service_id": _identifier,
        "wheelchair": lambda place, _names: "po" if "wheelchair" in place["accessibility"] else "jo",
        "service_kind": lambda service, names: names.get(service["catalogue_code"]),
        "confirmed_on": _confirmed_on,
    }
)


def _catalogue_names() -> dict[str, str]:
    name = CatalogueEntry.name_en if current_locale().startswith("en") else CatalogueEntry.name_sq
    rows: list[Any] = list(db.session.execute(select(CatalogueEntry.code, name.label("name"))))
    return {row.code: row.name for row in rows}
