"""Two entries that are one organisation become one entry, and can be parted again just as they were."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.services import move_accounts, return_accounts
from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor
from app.kernel.audit import Audited, record
from app.kernel.db import db, insert_or_ignore
from app.kernel.errors import NotFound, Refused
from app.kernel.scope import scope_of
from app.providers import policy
from app.providers.domain import RegistrationStatus, Status, in_order
from app.providers.events import MergeFacts, organisation_merged, services_changed
from app.providers.models import (
    Agreement,
    ConfirmationRequest,
    Contact,
    DistinctOrganisations,
    EntryChange,
    EntryReport,
    Location,
    Organisation,
    OrganisationMerge,
    ProviderRegistration,
    Service,
)
from app.providers.services.history import note_change, snapshot
from app.providers.services.listing import refresh_listing
from app.providers.services.organisations import check_version

# Of these one of the two values is chosen; names and tags of both are kept.
CHOSEN_FIELDS = (
    "name", "kind", "phone", "email", "website", "tax_number", "licence_number", "licence_valid_until",
    "description_sq", "description_en",
)  # fmt: skip
_OF_BOTH = ("other_names", "project_tags")
_MOVED = (Location, Service, Contact, Agreement, ConfirmationRequest, EntryReport, EntryChange)
_STANDING = (Status.PENDING, Status.APPROVED)
_PLACE = "place of "


def merge_organisations(
    actor: Actor, kept: tuple[UUID, int], merged: tuple[UUID, int], taken: Collection[str] = ()
) -> UUID:
    """Make two entries one; each is given with the version that was read. Returns the merge, for undoing it.

    `taken` names the fields whose value comes from the entry that goes. Services, places, contacts, agreements,
    accounts and referrals follow to the kept one. Raises NotFound, Forbidden, StaleVersion, Refused.
    """
    stays, goes = _load_pair(actor, kept, merged)
    before = snapshot(stays)
    changed = _take_values(stays, goes, taken)
    merge = OrganisationMerge(kept_id=stays.id, merged_id=goes.id, merged_status=goes.status)
    merge.merged_by = actor.user_id
    goes.status, goes.merged_into_id = Status.MERGED, stays.id
    moved = _move_all(actor, goes.id, stays.id, None)
    places = move_accounts(actor, goes.id, stays.id, stays.name)
    merge.moved = moved | {"account": [str(account_id) for account_id in places]}
    merge.changed = changed | {f"{_PLACE}{key}": [place, stays.name] for key, place in places.items()}
    db.session.add(merge)
    db.session.flush()
    for row in (merge, stays, goes):
        record(actor, "provider.merge", row, kept=str(stays.id), merged=str(goes.id))
    note_change(actor, stays.id, None, "provider.merge", before, snapshot(stays), goes.name)
    _tell(actor, goes.id, stays.id, moved["service"], stays, goes)
    return merge.id


def undo_merge(actor: Actor, merge_id: UUID) -> UUID:
    """Part two entries again: all that moved goes back. What came or changed since stays with the kept one.

    Returns the entry that is back. Raises NotFound, Forbidden, Refused when it is no longer the newest merge.
    """
    merge = _load_merge(merge_id)
    stays, goes = _load(actor, merge.kept_id), _load(actor, merge.merged_id)
    _check_undoable(merge, stays, goes)
    before = snapshot(stays)
    _give_values_back(stays, merge.changed)
    goes.status, goes.merged_into_id = Status(merge.merged_status), None
    _move_all(actor, stays.id, goes.id, merge.moved)
    places = {UUID(key.removeprefix(_PLACE)): pair[0] for key, pair in _places_in(merge.changed).items()}
    return_accounts(actor, stays.id, goes.id, places)
    merge.undone_at, merge.undone_by = clock.now(), actor.user_id
    for row in (merge, stays, goes):
        record(actor, "provider.unmerge", row, kept=str(stays.id), merged=str(goes.id))
    note_change(actor, stays.id, None, "provider.unmerge", before, snapshot(stays), goes.name)
    _tell(actor, stays.id, goes.id, merge.moved["service"], stays, goes)
    return goes.id


def keep_apart(actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """Remember that two entries that look alike are two organisations."""
    one, other = _load(actor, one_id), _load(actor, other_id)
    first, second = in_order(one.id, other.id)
    statement = insert_or_ignore(db.session(), DistinctOrganisations).values(
        first_id=first, second_id=second, noted_at=clock.now(), noted_by=actor.user_id
    )
    db.session.execute(statement)
    record(actor, "provider.keep_apart", one, other=str(other_id))


def _load_pair(
    actor: Actor, kept: tuple[UUID, int], merged: tuple[UUID, int]
) -> tuple[Organisation, Organisation]:
    if kept[0] == merged[0]:
        raise NotFound
    # Always locked in the same order: two who merge the same pair the other way round wait for each other.
    rows = {key: _load(actor, key) for key in in_order(kept[0], merged[0])}
    for organisation_id, version in (kept, merged):
        if rows[organisation_id].status not in _STANDING:
            raise Refused("merge_not_standing")
        check_version(rows[organisation_id].version, version)
    stays, goes = rows[kept[0]], rows[merged[0]]
    if stays.status != Status.APPROVED and goes.status == Status.APPROVED:
        raise Refused("merge_into_pending")
    return stays, goes


def _load(actor: Actor, organisation_id: UUID) -> Organisation:
    found = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    row = db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    allowed = policy.may_approve(actor, row.municipality_code, is_national=row.is_national)
    policy.require(allowed, "not_your_municipality")
    return row


def _load_merge(merge_id: UUID) -> OrganisationMerge:
    found = select(OrganisationMerge).where(OrganisationMerge.id == merge_id).with_for_update()
    merge = db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if merge is None:
        raise NotFound
    return merge


def _check_undoable(merge: OrganisationMerge, stays: Organisation, goes: Organisation) -> None:
    """Only the newest merge of an entry can be undone: an older one would put back values of in between."""
    later = select(OrganisationMerge.id).where(
        OrganisationMerge.kept_id == merge.kept_id,
        OrganisationMerge.undone_at.is_(None),
        OrganisationMerge.merged_at > merge.merged_at,
    )
    if merge.undone_at is not None or goes.status != Status.MERGED:
        raise Refused("merge_undone")
    if stays.status == Status.MERGED or db.session.scalar(later.limit(1)) is not None:
        raise Refused("merge_not_newest")


def _take_values(stays: Organisation, goes: Organisation, taken: Collection[str]) -> dict[str, list[Any]]:
    """Field to what it was and what it became. The name that is not chosen stays as one of the other names."""
    before = {field: getattr(stays, field) for field in (*CHOSEN_FIELDS, *_OF_BOTH)}
    for field in CHOSEN_FIELDS:
        if field in taken:
            setattr(stays, field, getattr(goes, field))
    names = [*stays.other_names, before["name"], goes.name, *goes.other_names]
    stays.other_names = [name for name in dict.fromkeys(names) if name != stays.name]
    stays.project_tags = list(dict.fromkeys([*stays.project_tags, *goes.project_tags]))
    after = {field: getattr(stays, field) for field in before}
    return {
        field: [_as_json(before[field]), _as_json(after[field])]
        for field in before
        if before[field] != after[field]
    }


def _give_values_back(stays: Organisation, changed: Mapping[str, list[Any]]) -> None:
    """Only what nobody has changed since."""
    for field, (before, after) in changed.items():
        if not field.startswith(_PLACE) and _as_json(getattr(stays, field)) == after:
            is_day = field == "licence_valid_until" and before
            setattr(stays, field, date.fromisoformat(before) if is_day else before)


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list) else value


def _places_in(changed: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {key: pair for key, pair in changed.items() if key.startswith(_PLACE)}


def _move_all(
    actor: Actor, from_id: UUID, to_id: UUID, only: Mapping[str, list[str]] | None
) -> dict[str, list[str]]:
    """Give the rows of one entry to another, all or `only` those named; their ids by table.

    In the scope of the system: nothing may be left behind because who merges must not know of it.
    """
    moved: dict[str, list[str]] = {}
    with scope_of(db.session(), SYSTEM):
        for model in _MOVED:
            rows = _rows_of(model, model.organisation_id == from_id)
            moved[model.__tablename__] = _move(actor, rows, "organisation_id", to_id, only)
        open_claims = (
            ProviderRegistration.claimed_organisation_id == from_id,
            ProviderRegistration.status.in_((RegistrationStatus.UNPROVED, RegistrationStatus.WAITING)),
        )
        rows = _rows_of(ProviderRegistration, *open_claims)
        moved["provider_registration"] = _move(actor, rows, "claimed_organisation_id", to_id, only)
        db.session.flush()
    return moved


def _rows_of(model: Any, *criteria: Any) -> list[Any]:
    return list(db.session.scalars(select(model).where(*criteria).order_by(model.id)))


def _move(
    actor: Actor, rows: list[Any], column: str, to_id: UUID, only: Mapping[str, list[str]] | None
) -> list[str]:
    ids = []
    for row in rows:
        table = row.__tablename__
        if only is not None and str(row.id) not in only.get(table, ()):
            continue
        setattr(row, column, to_id)
        ids.append(str(row.id))
        if isinstance(row, Audited):
            record(actor, f"{table}.move", row, organisation=str(to_id))
    return ids


def _tell(actor: Actor, from_id: UUID, to_id: UUID, service_ids: list[str], *entries: Organisation) -> None:
    """Those above follow, and the directory shows what stands now."""
    moved = tuple(UUID(service_id) for service_id in service_ids)
    organisation_merged.emit(actor, MergeFacts(from_id, to_id, moved))
    offered = select(Service.id).where(Service.organisation_id.in_([entry.id for entry in entries]))
    with scope_of(db.session(), SYSTEM):
        ids = db.session.scalars(offered.order_by(Service.id)).all()
    codes = refresh_listing(ids)
    services_changed.emit(actor, codes | {entry.municipality_code for entry in entries})
