"""A batch as plain facts for the jobs, who acts in it, and how its rows are read and planned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor, Role
from app.kernel.db import db
from app.kernel.scope import Scope
from app.places.queries import get_municipality
from app.providers.domain import ImportStatus, Kind, Tier
from app.providers.domain.sheets import AlikeChoice, Part
from app.providers.models import CatalogueEntry, ImportBatch, ImportRow, Organisation, visible_tiers
from app.providers.services.importing.contents import batches
from app.providers.services.importing.directory import Directory, state_of
from app.providers.services.importing.drafting import Kinds, Rules
from app.providers.services.importing.index import OrganisationIndex, known_from
from app.providers.services.importing.lookups import make_lookups
from app.providers.services.importing.planning import Plan, group_of, make_plan, said_of
from app.providers.services.importing.rows import DEFAULT_KIND, ReadRow, RowReader

Report = Callable[[int], None]
Cells = Sequence[str]
_REPORT_EVERY = 500


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What a job needs to know of a batch."""

    id: UUID
    status: ImportStatus
    municipality_code: str | None
    mapping: dict[str, str]
    choices: dict[str, str]
    first_row: int
    plan_digest: str
    acting_id: UUID
    acting_name: str
    width: int
    place: str = ""

    @property
    def progress_key(self) -> str:
        """Under what its jobs tell how far they are: each kind of work begins at nothing."""
        return progress_key(self.id, self.status)

    @property
    def actor(self) -> Actor:
        """Whoever set the job going, as what they are."""
        if self.municipality_code is None:
            return Actor(self.acting_id, self.acting_name, Role.ADMINISTRATOR)
        code = self.municipality_code
        return Actor(self.acting_id, self.acting_name, Role.COORDINATOR, code, None, self.place)

    @property
    def columns(self) -> dict[str, int]:
        """Field code to the number of its column."""
        return {code: int(place) for place, code in self.mapping.items() if code and place.isdigit()}


def progress_key(batch_id: UUID, status: ImportStatus) -> str:
    return f"{batch_id}:{status.value}"


def load_facts(batch_id: UUID) -> BatchFacts | None:
    found = select(
        ImportBatch.id,
        ImportBatch.status,
        ImportBatch.municipality_code,
        ImportBatch.mapping,
        ImportBatch.choices,
        ImportBatch.first_row,
        ImportBatch.plan_digest,
        ImportBatch.acting_id,
        ImportBatch.acting_name,
        ImportBatch.headings,
    ).where(ImportBatch.id == batch_id)
    row = db.session.execute(found).one_or_none()
    if row is None:
        return None
    municipality = get_municipality(row.municipality_code or "")
    facts: dict[str, Any] = row._asdict()
    width = len(facts.pop("headings"))
    facts["status"] = ImportStatus(row.status)
    return BatchFacts(**facts, width=width, place=f"Bashkia {municipality.name_sq}" if municipality else "")


def load_content(batch_id: UUID) -> bytes | None:
    return db.session.scalars(select(ImportBatch.content).where(ImportBatch.id == batch_id)).one_or_none()


def load_cells(batch_id: UUID, width: int) -> list[tuple[int, Cells]]:
    """The rows as they were kept when they were checked."""
    found = select(ImportRow.number, ImportRow.cells).where(ImportRow.batch_id == batch_id)
    rows = db.session.execute(found.order_by(ImportRow.number))
    return [(number, [cells.get(str(place), "") for place in range(width)]) for number, cells in rows]


@dataclass(slots=True)
class Planned:
    """A plan with what it rests on."""

    plan: Plan
    directory: Directory
    municipality_codes: list[str]
    state: str


def plan_rows(facts: BatchFacts, rows: Sequence[tuple[int, Cells]], report: Report) -> Planned:
    """Read the cells and plan what would become of them, in the scope on the session."""
    actor = facts.actor
    kind = facts.mapping.get(DEFAULT_KIND)
    reader = RowReader(
        facts.columns, make_lookups(), facts.municipality_code, clock.today(), Kind(kind) if kind else None
    )
    read = [reader.read(number, cells) for number, cells in _told(rows, report)]
    codes = _municipalities(facts, read)
    state = state_of(codes)
    directory = Directory(OrganisationIndex(codes))
    directory.load(_wanted(read, directory.index, facts.choices))
    return Planned(make_plan(read, directory, _rules(actor), facts.choices), directory, codes, state)


def _told(rows: Sequence[tuple[int, Cells]], report: Report) -> Iterator[tuple[int, Cells]]:
    for done, row in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            report(100 * done // len(rows))
        yield row


def _municipalities(facts: BatchFacts, read: Iterable[ReadRow]) -> list[str]:
    """The municipalities that the rows speak of; where a row names only an id, that of its organisation."""
    if facts.municipality_code:
        return [facts.municipality_code]
    rows = list(read)
    codes = {row.text("municipality") for row in rows} - {""}
    ids = {found for row in rows if (found := row.identifier(Part.ORGANISATION))}
    for some in batches(sorted(ids)):
        wanted = select(Organisation.municipality_code).where(Organisation.id.in_(some)).distinct()
        codes.update(db.session.scalars(wanted))
    return sorted(codes)


def _wanted(read: Iterable[ReadRow], index: OrganisationIndex, choices: dict[str, str]) -> set[UUID]:
    """The organisations that rows mean, by id, by name, or because somebody said so."""
    wanted: set[UUID | None] = set()
    for row in read:
        given = row.identifier(Part.ORGANISATION)
        found = given or index.find_named(row.text("name"), row.text("municipality"))
        if found is None and choices.get(group := group_of(row)) == AlikeChoice.UPDATE:
            found = index.find_alike(group, known_from(said_of(row)))
        wanted.add(found)
    return {one for one in wanted if one}


def _rules(actor: Actor) -> Rules:
    found = select(CatalogueEntry.code, CatalogueEntry.sensitivity, CatalogueEntry.tier)
    kinds: list[Any] = list(db.session.execute(found))
    return Rules(
        kinds=Kinds(
            {row.code: row.sensitivity for row in kinds}, {row.code: Tier(row.tier) for row in kinds}
        ),
        tiers=visible_tiers(Scope.of(actor)),
        confirmer=", ".join(part for part in (actor.name, actor.place) if part)[:200],
        now=clock.now(),
        user_id=actor.user_id,
    )
