"""What was changed in an entry, by whom and why, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.providers.models import CatalogueEntry, EntryChange, Service


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change; the names are of the service that it is about, empty for the organisation itself."""

    id: UUID
    changed_at: datetime
    changed_by: UUID | None
    changed_by_name: str
    action: str
    reason: str
    changes: dict[str, list[str]]
    service_sq: str
    service_en: str


def list_changes(organisation_id: UUID, page: PageRequest) -> Page[ChangeRow]:
    """One page of the history, as far as the reader may know of what it is about."""
    found = (
        select(
            EntryChange.id,
            EntryChange.changed_at,
            EntryChange.changed_by,
            EntryChange.changed_by_name,
            EntryChange.action,
            EntryChange.reason,
            EntryChange.changes,
            Service.name_sq,
            Service.name_en,
            CatalogueEntry.name_sq.label("catalogue_sq"),
            CatalogueEntry.name_en.label("catalogue_en"),
        )
        .outerjoin(Service, Service.id == EntryChange.service_id)
        .outerjoin(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
        .where(EntryChange.organisation_id == organisation_id)
        .order_by(EntryChange.changed_at.desc(), EntryChange.id.desc())
    )
    rows = db.session.execute(found.offset(page.offset).limit(page.probe)).all()
    return Page.cut(
        [
            ChangeRow(
                *row[:7],
                service_sq=row.name_sq or row.catalogue_sq or "",
                service_en=row.name_en or row.name_sq or row.catalogue_en or "",
            )
            for row in rows
        ],
        page,
    )
