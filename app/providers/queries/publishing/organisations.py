"""Organisations that offer something to everybody, with their places, contacts and agreements."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from app.kernel.db import db
from app.providers.models import (
    Agreement,
    Contact,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
)
from app.providers.queries.publishing.rows import (
    PublishedAgreement,
    PublishedContact,
    PublishedOrganisation,
    PublishedPlace,
    columns_of,
    organisation_of,
)
from app.providers.queries.publishing.wanted import IS_PUBLIC, Wanted, organisation_clauses

_ORGANISATIONS = select(*columns_of(Organisation, PublishedOrganisation))


def count_published_organisations(wanted: Wanted) -> int:
    counted = select(func.count(Organisation.id)).where(*organisation_clauses(wanted))
    return int(db.session.execute(counted).scalar_one())


def list_published_organisations(wanted: Wanted, offset: int, limit: int) -> list[PublishedOrganisation]:
    """The oldest first: ids rise with time."""
    found = _ORGANISATIONS.where(*organisation_clauses(wanted)).order_by(Organisation.id)
    return [organisation_of(row) for row in db.session.execute(found.offset(offset).limit(limit))]


def list_published_organisations_by_id(organisation_ids: Iterable[UUID]) -> list[PublishedOrganisation]:
    """Those of these that are public."""
    own = Organisation.id.in_(list(organisation_ids))
    found = _ORGANISATIONS.where(*organisation_clauses(Wanted()), own).order_by(Organisation.id)
    return [organisation_of(row) for row in db.session.execute(found)]


def list_published_places(
    *, organisation_ids: Iterable[UUID] = (), location_ids: Iterable[UUID] = ()
) -> list[PublishedPlace]:
    """Places of these organisations, and these places, as far as a public service is given there."""
    given = (
        select(ServiceAtLocation.location_id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(IS_PUBLIC, ServiceAtLocation.location_id == Location.id)
        .correlate(Location)
    )
    asked = or_(Location.organisation_id.in_(list(organisation_ids)), Location.id.in_(list(location_ids)))
    found = select(*columns_of(Location, PublishedPlace)).where(asked, given.exists())
    return [PublishedPlace(*row) for row in db.session.execute(found.order_by(Location.id))]


def list_published_contacts(organisation_ids: Iterable[UUID]) -> list[PublishedContact]:
    """Contacts of these organisations, their public services and their places, in the order of the keeper."""
    own = Contact.organisation_id.in_(list(organisation_ids))
    found = select(*columns_of(Contact, PublishedContact)).where(own)
    rows = db.session.execute(found.order_by(Contact.position, Contact.id))
    return [PublishedContact(*row) for row in rows]


def list_published_agreements(organisation_ids: Iterable[UUID], day: date) -> list[PublishedAgreement]:
    """Agreements that have not ended before that day."""
    own = Agreement.organisation_id.in_(list(organisation_ids))
    found = select(*columns_of(Agreement, PublishedAgreement)).where(
        own, or_(Agreement.ends_on.is_(None), Agreement.ends_on >= day)
    )
    return [PublishedAgreement(*row) for row in db.session.execute(found.order_by(Agreement.id))]
