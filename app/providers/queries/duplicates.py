"""Entries that may be one organisation: beside something that is being decided, and in pairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Row, Select, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import unscoped
from app.kernel.text import fold
from app.providers.domain import (
    Comparison,
    Kind,
    Known,
    Likeness,
    Point,
    Status,
    compare,
    in_order,
    list_candidates,
    own_domains,
)
from app.providers.models import DistinctOrganisations, Location, Organisation, OrganisationMerge

_STANDING = (Status.PENDING, Status.APPROVED)
_MOST_PAIRS = 500


@dataclass(frozen=True, slots=True)
class EntryLabel:
    """An entry as it is told from others."""

    id: UUID
    name: str
    kind: Kind
    municipality_code: str
    status: Status
    phone: str


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An entry that may be the same organisation, and why."""

    entry: EntryLabel
    why: tuple[Likeness, ...]
    score: int


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two entries that may be one organisation, and why."""

    one: EntryLabel
    other: EntryLabel
    why: tuple[Likeness, ...]
    score: int


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that can be undone."""

    id: UUID
    kept_id: UUID
    kept_name: str
    merged_id: UUID
    merged_name: str
    merged_at: datetime


def known_of(
    names: Iterable[str],
    municipality_code: str,
    *,
    phone: str = "",
    email: str = "",
    website: str = "",
    tax_number: str = "",
    own_id: UUID | None = None,
) -> Known:
    """What is compared of an organisation, from what stands in a form or an entry."""
    folded = (fold(name) for name in names)
    return Known(
        own_id,
        tuple(dict.fromkeys(name for name in folded if name)),
        municipality_code,
        phone,
        tax_number.upper().replace(" ", ""),
        email.lower(),
        own_domains(email, website),
    )


def list_lookalikes(sought: Known, limit: int = 5) -> tuple[Lookalike, ...]:
    """The entries that the actor may see and that look most like what is sought; not the entry itself."""
    rows = db.session.execute(_entries()).all()
    if sought.id is not None:
        sought = replace(sought, points=tuple(_points({sought.id}).get(sought.id, ())))
    points = _points(None) if sought.points else {}
    found = [
        Lookalike(_label(row), comparison.why, comparison.score)
        for row in rows
        if row.id != sought.id and (comparison := compare(sought, _known(row, points), name_similarity))
    ]
    found.sort(key=lambda one: (-one.score, one.entry.name, one.entry.id.hex))
    return tuple(found[:limit])


def list_duplicate_pairs(municipality_code: str | None) -> tuple[DuplicatePair, ...]:
    """Pairs of entries of a municipality (None: everywhere) that may be one, the likeliest first.

    Only those that share something telling are compared, so that it takes a second for ten thousand entries.
    """
    statement = _entries()
    if municipality_code:
        statement = statement.where(Organisation.municipality_code == municipality_code)
    rows = db.session.execute(statement).all()
    points = _points(None if municipality_code is None else {row.id for row in rows})
    known = [_known(row, points) for row in rows]
    apart = _list_apart()
    pairs = []
    for first, second in list_candidates(known):
        one, other = known[first], known[second]
        comparison = compare(one, other, name_similarity)
        if comparison and in_order(rows[first].id, rows[second].id) not in apart:
            pairs.append(_pair(rows[first], rows[second], comparison))
    pairs.sort(key=lambda pair: (-pair.score, pair.one.name, pair.one.id.hex, pair.other.id.hex))
    return tuple(pairs[:_MOST_PAIRS])


def list_merges(page: PageRequest) -> Page[MergeRow]:
    """Merges within the actor's scope that have not been undone, the newest first."""
    found = (
        select(
            OrganisationMerge.id,
            OrganisationMerge.kept_id,
            OrganisationMerge.merged_id,
            OrganisationMerge.merged_at,
        )
        .where(OrganisationMerge.undone_at.is_(None))
        .order_by(OrganisationMerge.merged_at.desc(), OrganisationMerge.id)
    )
    rows = db.session.execute(found.offset(page.offset).limit(page.probe)).all()
    names = _names_of({row.kept_id for row in rows} | {row.merged_id for row in rows})
    merges = [
        MergeRow(row.id, row.kept_id, names[row.kept_id], row.merged_id, names[row.merged_id], row.merged_at)
        for row in rows
        if row.kept_id in names and row.merged_id in names
    ]
    return Page.cut(merges, page)


def _names_of(organisation_ids: set[UUID]) -> dict[UUID, str]:
    found = select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisation_ids))
    return {row.id: row.name for row in db.session.execute(found.order_by(Organisation.id))}


def get_kept_id(organisation_id: UUID) -> UUID | None:
    """The entry that goes on in place of one that was merged; None for any other."""
    found = select(Organisation.merged_into_id).where(
        Organisation.id == organisation_id, Organisation.status == Status.MERGED
    )
    return db.session.scalar(
        found, execution_options=unscoped("an old address leads on; both are public ids")
    )


def name_similarity(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 100. Those with different numbers are different: there is a school nr. 2."""
    if one == other:
        return 100.0
    alike = float(fuzz.token_sort_ratio(one, other, score_cutoff=60))
    return alike if alike and _numbers(one) == _numbers(other) else 0.0


def _numbers(name: str) -> list[str]:
    return [word for word in name.split() if word.isdigit()]


def _entries() -> Select[*tuple[Any, ...]]:
    columns = select(
        Organisation.id,
        Organisation.name,
        Organisation.other_names,
        Organisation.kind,
        Organisation.municipality_code,
        Organisation.status,
        Organisation.phone,
        Organisation.email,
        Organisation.website,
        Organisation.tax_number,
    )
    return columns.where(Organisation.status.in_(_STANDING)).order_by(Organisation.id)


def _known(row: Row[*tuple[Any, ...]], points: dict[UUID, list[Point]]) -> Known:
    known = known_of(
        (row.name, *row.other_names),
        row.municipality_code,
        phone=row.phone,
        email=row.email,
        website=row.website,
        tax_number=row.tax_number,
        own_id=row.id,
    )
    return replace(known, points=tuple(points[row.id])) if row.id in points else known


def _points(organisation_ids: set[UUID] | None) -> dict[UUID, list[Point]]:
    """Where organisations work, as far as the actor may know of it."""
    found = select(Location.organisation_id, Location.latitude, Location.longitude)
    found = found.where(Location.latitude.is_not(None), Location.longitude.is_not(None))
    if organisation_ids is not None:
        found = found.where(Location.organisation_id.in_(organisation_ids))
    points: defaultdict[UUID, list[Point]] = defaultdict(list)
    for organisation_id, latitude, longitude in db.session.execute(found.order_by(Location.id)):
        if latitude is not None and longitude is not None:
            points[organisation_id].append(Point(latitude, longitude))
    return dict(points)


def _list_apart() -> set[tuple[UUID, UUID]]:
    rows = db.session.execute(
        select(DistinctOrganisations.first_id, DistinctOrganisations.second_id).order_by(
            DistinctOrganisations.first_id, DistinctOrganisations.second_id
        )
    )
    return {(row.first_id, row.second_id) for row in rows}


def _label(row: Row[*tuple[Any, ...]]) -> EntryLabel:
    return EntryLabel(row.id, row.name, Kind(row.kind), row.municipality_code, Status(row.status), row.phone)


def _pair(one: Row[*tuple[Any, ...]], other: Row[*tuple[Any, ...]], comparison: Comparison) -> DuplicatePair:
    return DuplicatePair(_label(one), _label(other), comparison.why, comparison.score)
