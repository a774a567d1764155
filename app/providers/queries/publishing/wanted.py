"""What a reader of the feeds asks for, as clauses; only what is public to everybody is ever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, literal, not_, or_, select

from app.providers.domain import Status, Tier
from app.providers.models import (
    EntryChange,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    ServiceListing,
)

# The scope of a visitor says the same: this is the second lock, for whoever asks in another scope.
IS_PUBLIC = and_(
    Service.tier == Tier.PUBLIC,
    exists()
    .where(Organisation.id == Service.organisation_id, Organisation.status == Status.APPROVED)
    .correlate(Service),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records; what is None or empty is not asked. `words` are folded stems, all of which must be found."""

    words: Sequence[str] = ()
    catalogue_codes: frozenset[str] | None = None
    legal_statuses: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    organisation_id: UUID | None = None
    modified_after: datetime | None = None
    modified_before: datetime | None = None
    nothing: bool = False


def service_clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a public service must fulfil."""
    clauses: list[ColumnElement[bool]] = [IS_PUBLIC, *map(_has_word, wanted.words)]
    if wanted.nothing:
        clauses.append(false())
    if wanted.catalogue_codes is not None:
        clauses.append(Service.catalogue_code.in_(sorted(wanted.catalogue_codes)))
    if wanted.legal_statuses is not None:
        clauses.append(_names_a_status(wanted.legal_statuses))
    if wanted.kinds is not None:
        clauses.append(_is_of_kind(wanted.kinds))
    if wanted.organisation_id is not None:
        clauses.append(Service.organisation_id == wanted.organisation_id)
    return clauses + _moments(wanted, _service_changed_since)


def organisation_clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What an organisation must fulfil: it stands approved and offers a public service that is asked for."""
    about_services = Wanted(
        wanted.words, wanted.catalogue_codes, wanted.legal_statuses, nothing=wanted.nothing
    )
    offering = exists().where(Service.organisation_id == Organisation.id, *service_clauses(about_services))
    clauses = [Organisation.status == Status.APPROVED, offering.correlate(Organisation)]
    if wanted.kinds is not None:
        clauses.append(Organisation.kind.in_(sorted(wanted.kinds)))
    if wanted.organisation_id is not None:
        clauses.append(Organisation.id == wanted.organisation_id)
    return clauses + _moments(wanted, _organisation_changed_since)


def _moments(wanted: Wanted, changed_since: Any) -> list[ColumnElement[bool]]:
    clauses = []
    if wanted.modified_after is not None:
        clauses.append(changed_since(wanted.modified_after))
    if wanted.modified_before is not None:
        clauses.append(not_(changed_since(wanted.modified_before)))
    return clauses


def _has_word(word: str) -> ColumnElement[bool]:
    """That a word of the service begins so. Folded words hold no letter that LIKE reads in another way."""
    words = literal(" ").concat(ServiceListing.words)
    return Service.id.in_(select(ServiceListing.service_id).where(words.like(f"% {word}%")))


def _names_a_status(codes: frozenset[str]) -> ColumnElement[bool]:
    """That the service says of one of these legal statuses that it is meant; silence about them is no naming."""
    named = [ServiceListing.legal_statuses.like(f"% {code} %") for code in sorted(codes)]
    return Service.id.in_(select(ServiceListing.service_id).where(or_(*named)))


def _is_of_kind(kinds: frozenset[str]) -> ColumnElement[bool]:
    return (
        exists()
        .where(Organisation.id == Service.organisation_id, Organisation.kind.in_(sorted(kinds)))
        .correlate(Service)
    )


def _service_changed_since(moment: datetime) -> ColumnElement[bool]:
    """That the service, its organisation or one of its places is not older than that."""
    place = (
        select(ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.changed_at >= moment)
    )
    own = select(EntryChange.service_id).where(
        EntryChange.service_id.is_not(None), EntryChange.changed_at >= moment
    )
    return or_(
        Service.changed_at >= moment,
        Service.id.in_(place),
        Service.id.in_(own),
        Service.organisation_id.in_(_organisations_changed_since(moment)),
    )


def _organisation_changed_since(moment: datetime) -> ColumnElement[bool]:
    place = select(Location.organisation_id).where(Location.changed_at >= moment)
    return or_(Organisation.id.in_(_organisations_changed_since(moment)), Organisation.id.in_(place))


def _organisations_changed_since(moment: datetime) -> Any:
    """Organisations that were changed themselves, or of which something besides their services was."""
    changed = select(Organisation.id).where(Organisation.changed_at >= moment)
    noted = select(EntryChange.organisation_id).where(
        EntryChange.service_id.is_(None), EntryChange.changed_at >= moment
    )
    return changed.union(noted)
