"""Kinds of service, and when something about a service or an organisation was last changed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.db import db
from app.providers.domain import Sector, Tier, allowed_tiers
from app.providers.models import CatalogueEntry, EntryChange
from app.providers.queries.publishing.rows import PublishedKind


def list_published_kinds() -> list[PublishedKind]:
    """The whole catalogue, by code; what is never public is marked as such."""
    entry = CatalogueEntry
    found = select(
        entry.code,
        entry.name_sq,
        entry.name_en,
        entry.sector,
        entry.open_eligibility,
        entry.sdg_target,
        entry.sensitivity,
    )
    return [
        PublishedKind(
            code, name_sq, name_en, Sector(sector), eligibility, target, _may_be_public(sensitivity)
        )
        for code, name_sq, name_en, sector, eligibility, target, sensitivity in db.session.execute(
            found.order_by(entry.code)
        )
    ]


def _may_be_public(sensitivity: str) -> bool:
    return Tier.PUBLIC in allowed_tiers(sensitivity)


def latest_changes(
    service_ids: Iterable[UUID], organisation_ids: Iterable[UUID]
) -> tuple[dict[UUID, datetime], dict[UUID, datetime]]:
    """When the history last tells of each service, and of each organisation apart from its services."""
    latest = func.max(EntryChange.changed_at)
    of_services = (
        select(EntryChange.service_id, latest)
        .where(EntryChange.service_id.in_(list(service_ids)))
        .group_by(EntryChange.service_id)
    )
    of_organisations = (
        select(EntryChange.organisation_id, latest)
        .where(EntryChange.organisation_id.in_(list(organisation_ids)), EntryChange.service_id.is_(None))
        .group_by(EntryChange.organisation_id)
    )
    services = {found: moment for found, moment in db.session.execute(of_services) if found}
    organisations = {found: moment for found, moment in db.session.execute(of_organisations) if found}
    return services, organisations
