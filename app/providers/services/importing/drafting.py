"""Gathers from the rows of a sheet what would be written of each organisation, place and service; finds clashes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from app.kernel import clock
from app.kernel.ids import new_id
from app.providers.domain import Status, Tier, allowed_tiers, check_places
from app.providers.domain.sheets import FIELDS, Field, Part
from app.providers.services.checks import check_point
from app.providers.services.importing.contents import Content
from app.providers.services.importing.directory import Directory, location_keys, service_key
from app.providers.services.importing.drafts import Draft
from app.providers.services.importing.rows import ReadRow

_PLAIN: Mapping[Part, tuple[Field, ...]] = {
    part: tuple(field for field in FIELDS if field.part is part and field.column) for part in Part
}
_WHEELCHAIR = "wheelchair"


@dataclass(frozen=True, slots=True)
class Kinds:
    """Of each kind of service, how guarded it is in the catalogue."""

    sensitivity: Mapping[str, str]
    tier: Mapping[str, Tier]


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for whoever brings the sheet in."""

    kinds: Kinds
    tiers: tuple[Tier, ...]
    confirmer: str
    now: datetime
    user_id: UUID


@dataclass
class Drafting:
    """The drafts of one sheet, found again by id and by how the sheet names them."""

    directory: Directory
    rules: Rules
    by_id: dict[UUID, Draft] = field(default_factory=dict)
    _by_key: dict[tuple[Any, ...], Draft] = field(default_factory=dict)
    _links: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    _whole: dict[UUID, int] = field(default_factory=dict)

    def drafts(self) -> list[Draft]:
        return list(self.by_id.values())

    def organisation(self, row: ReadRow, group: str, entry_id: UUID | None) -> Draft | None:
        """The draft of the row's organisation; None, and a problem, where its id is not one of here."""
        if entry_id and entry_id not in self.directory.organisations:
            row.complain("organisation_id", "unknown_id")
            return None
        held = self.directory.organisations.get(entry_id) if entry_id else None
        draft = self._draft(Part.ORGANISATION, ("organisation", entry_id or group), entry_id, held, row)
        self._say(row, draft)
        if draft.is_new:
            draft.said.setdefault("status", (Status.APPROVED.value, row.number))
            if "kind" not in draft.said and "kind" not in row.problems:
                row.complain("kind", "missing")
        return draft

    def location(self, row: ReadRow, organisation: Draft) -> Draft | None:
        """The draft of the row's place; None where it says nothing of one."""
        if not row.says_of(Part.LOCATION):
            return None
        given, held = row.identifier(Part.LOCATION), self.directory.locations
        if given and (given not in held or held[given]["organisation_id"] != organisation.id):
            row.complain("location_id", "unknown_id")
            return None
        code = row.text("location_municipality") or organisation.effective("municipality_code")
        keys = location_keys(code, row.text("address"), row.text("location_name"))
        known = self.directory.locations_by_key.get(organisation.id, {})
        found = given or next((known[key] for key in keys if key in known), None)
        draft = self._draft(
            Part.LOCATION,
            ("location", found or (organisation.id, keys[-1])),
            found,
            held.get(found) if found else None,
            row,
            owner_id=organisation.id,
        )
        self._say(row, draft)
        draft.said.setdefault("municipality_code", (draft.effective("municipality_code") or code, row.number))
        self._say_access(row, draft)
        self._check_location(row, draft)
        return draft

    def service(self, row: ReadRow, organisation: Draft) -> Draft | None:
        """The draft of the row's service; None where it says nothing of one or too little."""
        given, held = row.identifier(Part.SERVICE), self.directory.services
        if given and (given not in held or held[given]["organisation_id"] != organisation.id):
            row.complain("service_id", "unknown_id")
            return None
        if not given and "service" not in row.values:
            return None
        key = service_key(row.text("service"), row.text("service_name_sq"), row.text("service_name_en"))
        found = given or self.directory.services_by_key.get(organisation.id, {}).get(key)
        draft = self._draft(
            Part.SERVICE,
            ("service", found or (organisation.id, key)),
            found,
            held.get(found) if found else None,
            row,
            owner_id=organisation.id,
        )
        self._say(row, draft)
        self._say_tier(row, draft)
        self._say_confirmed(row, draft)
        self._check_service(row, draft)
        if not row.says_of(Part.LOCATION):
            self._note_twice(row, self._whole.setdefault(draft.id, row.number))
        return draft

    def link(self, row: ReadRow, service: Draft, place: Draft) -> None:
        """That the service is given at the place; the same said twice is a slip."""
        self._note_twice(row, self._links.setdefault((service.id, place.id), row.number))

    def new_links(self) -> list[tuple[UUID, UUID]]:
        return [link for link in self._links if link not in self.directory.links]

    def is_new_link(self, service_id: UUID | None, location_id: UUID | None) -> bool:
        if service_id is None or location_id is None:
            return False
        return (service_id, location_id) not in self.directory.links

    def _note_twice(self, row: ReadRow, first: int) -> None:
        if first != row.number:
            row.complain("service", f"twice:{first}")

    def _draft(
        self,
        part: Part,
        key: tuple[Any, ...],
        entry_id: UUID | None,
        held: Content | None,
        row: ReadRow,
        owner_id: UUID | None = None,
    ) -> Draft:
        draft = self._by_key.get(key)
        if draft is None:
            draft = Draft(part, entry_id or new_id(), held, row.number, owner_id=owner_id)
            self._by_key[key] = self.by_id[draft.id] = draft
        return draft

    def _say(self, row: ReadRow, draft: Draft) -> None:
        """Note every plain column; two rows that say different things of one entry cannot both be right."""
        for column in _PLAIN[draft.part]:
            value = row.values.get(column.code)
            if value is None or column.code in {"accessibility", "tier"}:
                continue
            if column.code == "municipality" and draft.before:
                # Where it is registered stays; another municipality would be another keeper.
                if draft.before["municipality_code"] != value:
                    row.complain("municipality", "municipality_stays")
                continue
            earlier = draft.say(column.column, value, row.number)
            if earlier is not None:
                row.complain(column.code, f"differs_from_row:{earlier}")

    def _say_access(self, row: ReadRow, draft: Draft) -> None:
        listed, wheels = row.values.get("accessibility"), row.values.get("wheelchair")
        if listed is None and wheels is None:
            return
        before: list[str] = list(draft.before["accessibility"]) if draft.before else []
        codes = list(listed) if isinstance(listed, list) else before
        if wheels is True and _WHEELCHAIR not in codes:
            codes.insert(0, _WHEELCHAIR)
        if wheels is False:
            codes = [code for code in codes if code != _WHEELCHAIR]
        value = before if sorted(codes) == sorted(before) else codes
        earlier = draft.say("accessibility", value, row.number)
        if earlier is not None:
            row.complain(
                "accessibility" if listed is not None else "wheelchair", f"differs_from_row:{earlier}"
            )

    def _say_tier(self, row: ReadRow, draft: Draft) -> None:
        """A service may be as open as its kind allows; sealed ones never travel in sheets."""
        code = draft.effective("catalogue_code")
        kinds, given = self.rules.kinds, row.values.get("tier")
        usual = Tier(draft.before["tier"]) if draft.before else kinds.tier[code]
        wanted = Tier(str(given)) if given else usual
        if Tier.SEALED in (wanted, kinds.tier[code]):
            row.complain("tier" if wanted is Tier.SEALED and given else "service", "sealed_by_sheet")
        elif wanted not in self.rules.tiers:
            row.complain("tier" if given else "service", "tier_not_for_you")
        elif wanted not in allowed_tiers(kinds.sensitivity[code]):
            row.complain("tier" if given else "service", "tier_not_allowed")
        elif (earlier := draft.say("tier", wanted.value, row.number)) is not None:
            row.complain("tier", f"differs_from_row:{earlier}")

    def _say_confirmed(self, row: ReadRow, draft: Draft) -> None:
        day = row.values.get("confirmed_on")
        moment: datetime | None = None
        if isinstance(day, date):
            moment = _moment_of(day)
            held = draft.before["last_confirmed_at"] if draft.before else None
            if held is None or clock.local(held).date() != day:
                earlier = draft.say("last_confirmed_at", moment, row.number)
                draft.say("last_confirmed_by", self.rules.confirmer, row.number)
                if earlier is not None:
                    row.complain("confirmed_on", f"differs_from_row:{earlier}")
        free = draft.effective("places_free")
        if free is not None and (draft.before is None or draft.before["places_free"] != free):
            draft.say("capacity_confirmed_at", moment or self.rules.now, row.number)

    def _check_location(self, row: ReadRow, draft: Draft) -> None:
        wrong = check_point(draft.effective("latitude"), draft.effective("longitude"))
        if wrong and not {"latitude", "longitude"} & row.problems.keys():
            row.complain("latitude", wrong)

    def _check_service(self, row: ReadRow, draft: Draft) -> None:
        wrong = check_places(draft.effective("capacity_total"), draft.effective("places_free"))
        for code, problem in wrong.items():
            row.complain(code, problem)
        youngest, oldest = draft.effective("minimum_age"), draft.effective("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            row.complain("maximum_age", "ages_swapped")


def _moment_of(day: date) -> datetime:
    """Noon in Albania: the same day on every clock near it."""
    return datetime.combine(day, time(11), UTC)
