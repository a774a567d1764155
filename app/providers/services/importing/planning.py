"""Turns the rows of a sheet into a plan: what would be new, what would change, what is like an entry, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from app.kernel.text import fold
from app.providers.domain.sheets import AlikeChoice, Part, Verdict
from app.providers.services.importing.contents import dump
from app.providers.services.importing.directory import Directory
from app.providers.services.importing.drafting import Drafting, Rules
from app.providers.services.importing.drafts import Draft
from app.providers.services.importing.index import known_from
from app.providers.services.importing.rows import ReadRow


@dataclass(slots=True)
class PlannedRow:
    """What is said of one row. `group` names its organisation as the sheet writes it."""

    number: int
    verdict: Verdict
    problems: Mapping[str, str]
    group: str
    alike_id: UUID | None = None
    organisation_id: UUID | None = None
    location_id: UUID | None = None
    service_id: UUID | None = None


@dataclass(slots=True)
class Plan:
    """The verdict of each row, and the entries and links that would be written."""

    rows: list[PlannedRow] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    links: list[tuple[UUID, UUID]] = field(default_factory=list)
    digest: str = ""

    def count(self, verdict: Verdict) -> int:
        return sum(1 for row in self.rows if row.verdict is verdict)


def make_plan(
    read: Sequence[ReadRow], directory: Directory, rules: Rules, choices: Mapping[str, str] | None = None
) -> Plan:
    """The plan for these rows; `choices` says for groups that are like an entry what becomes of them."""
    drafting = Drafting(directory, rules)
    settled = choices or {}
    planned = [_plan_row(row, drafting, settled) for row in read]
    for row, found in zip(read, planned, strict=True):
        found.verdict = _verdict(row, found, drafting)
    plan = Plan(planned, drafting.drafts(), drafting.new_links())
    plan.digest = _digest(planned, plan.drafts)
    return plan


def group_of(row: ReadRow) -> str:
    """The organisation of a row as the sheet writes it: rows of one group share what is chosen for them."""
    entry_id = row.identifier(Part.ORGANISATION)
    if entry_id:
        return str(entry_id)
    return f"{fold(row.text('name'))}|{row.text('municipality')}"[:220]


def _plan_row(row: ReadRow, drafting: Drafting, choices: Mapping[str, str]) -> PlannedRow:
    found = PlannedRow(row.number, Verdict.WRONG, row.problems, group_of(row))
    if {"name", "municipality", "organisation_id"} & row.problems.keys():
        return found
    entry_id = _organisation_of(row, found, drafting, choices)
    if found.verdict is Verdict.ALIKE:
        return found
    organisation = drafting.organisation(row, found.group, entry_id)
    if organisation is None:
        return found
    found.organisation_id = organisation.id
    place = drafting.location(row, organisation)
    service = drafting.service(row, organisation)
    found.location_id = place.id if place else None
    found.service_id = service.id if service else None
    if place and service:
        drafting.link(row, service, place)
    return found


def _organisation_of(
    row: ReadRow, found: PlannedRow, drafting: Drafting, choices: Mapping[str, str]
) -> UUID | None:
    """The entry that the row means; marks the row as alike when it only looks like one."""
    index = drafting.directory.index
    given = row.identifier(Part.ORGANISATION)
    if given:
        return given
    exact = index.find_named(row.text("name"), row.text("municipality"))
    if exact:
        return exact
    found.alike_id = index.find_alike(found.group, known_from(said_of(row)))
    choice = choices.get(found.group, AlikeChoice.LATER)
    if found.alike_id is None or choice == AlikeChoice.NEW:
        return None
    if choice != AlikeChoice.UPDATE:
        found.verdict = Verdict.ALIKE
    return found.alike_id


def said_of(row: ReadRow) -> dict[str, object]:
    """What a row says of its organisation, to be compared with those that are there."""
    return {
        "name": row.text("name"),
        "other_names": row.values.get("other_names") or (),
        "municipality_code": row.text("municipality"),
        "phone": row.text("phone"),
        "email": row.text("email"),
        "website": row.text("website"),
        "tax_number": row.text("tax_number"),
    }


def _verdict(row: ReadRow, found: PlannedRow, drafting: Drafting) -> Verdict:
    if row.is_wrong:
        return Verdict.WRONG
    if found.verdict is Verdict.ALIKE:
        return Verdict.ALIKE
    ids = [one for one in (found.organisation_id, found.location_id, found.service_id) if one]
    drafts = [drafting.by_id[one] for one in ids]
    if any(draft.is_new for draft in drafts) or drafting.is_new_link(found.service_id, found.location_id):
        return Verdict.NEW
    return Verdict.CHANGED if any(draft.changes for draft in drafts) else Verdict.SAME


# What depends on the moment of planning is no difference between two plans.
_OF_THE_MOMENT = frozenset(("capacity_confirmed_at", "organisation_id"))


def _digest(rows: Sequence[PlannedRow], drafts: Sequence[Draft]) -> str:
    """The same for two plans that would do the same."""
    said = sha256()
    for row in rows:
        said.update(f"{row.number} {row.verdict} {row.group} {dump(dict(row.problems))}\n".encode())
    for draft in drafts:
        changes = {name: value for name, value in draft.changes.items() if name not in _OF_THE_MOMENT}
        before = draft.before or {}
        stood = {name: before.get(name) for name in changes} if draft.before else "new"
        said.update(f"{draft.part} {draft.first_row} {dump([changes, stood])}\n".encode())
    return said.hexdigest()
