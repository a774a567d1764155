"""Reports of wrong entries, for those who keep them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import unscoped
from app.providers.domain import Status
from app.providers.domain.upkeep import WhatIsWrong
from app.providers.models import CatalogueEntry, EntryReport, Organisation, Service

_MAILING = unscoped("the keepers of an entry are told that there is something to read, not what")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An open report; the names are of the service that it is about, empty for the organisation itself."""

    id: UUID
    what: WhatIsWrong
    words: str
    reported_at: datetime
    is_visitor: bool
    service_id: UUID | None
    service_sq: str
    service_en: str


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """Where a report belongs, for the mail about it."""

    organisation_id: UUID
    municipality_code: str


def list_open_reports(organisation_id: UUID, page: PageRequest) -> Page[ReportRow]:
    """What waits to be settled, oldest first."""
    found = (
        select(
            EntryReport.id,
            EntryReport.what,
            EntryReport.words,
            EntryReport.reported_at,
            EntryReport.reported_by,
            EntryReport.service_id,
            Service.name_sq,
            Service.name_en,
            CatalogueEntry.name_sq.label("catalogue_sq"),
            CatalogueEntry.name_en.label("catalogue_en"),
        )
        .outerjoin(Service, Service.id == EntryReport.service_id)
        .outerjoin(CatalogueEntry, CatalogueEntry.code == Service.catalogue_code)
        .where(EntryReport.organisation_id == organisation_id, EntryReport.settled_at.is_(None))
        .order_by(EntryReport.reported_at, EntryReport.id)
    )
    rows = db.session.execute(found.offset(page.offset).limit(page.probe)).all()
    return Page.cut(
        [
            ReportRow(
                id=row.id,
                what=WhatIsWrong(row.what),
                words=row.words,
                reported_at=row.reported_at,
                is_visitor=row.reported_by is None,
                service_id=row.service_id,
                service_sq=row.name_sq or row.catalogue_sq or "",
                service_en=row.name_en or row.name_sq or row.catalogue_en or "",
            )
            for row in rows
        ],
        page,
    )


def count_open_reports(organisation_id: UUID) -> int:
    """How many reports about an entry wait, as far as the reader may know of what they are about."""
    waiting = select(func.count(EntryReport.id)).where(
        EntryReport.organisation_id == organisation_id, EntryReport.settled_at.is_(None)
    )
    return db.session.scalar(waiting) or 0


def find_reported_entry(report_id: UUID) -> ReportedEntry | None:
    """Where the report belongs; None when it was settled meanwhile."""
    found = (
        select(Organisation.id, Organisation.municipality_code)
        .join(EntryReport, EntryReport.organisation_id == Organisation.id)
        .where(
            EntryReport.id == report_id,
            EntryReport.settled_at.is_(None),
            Organisation.status == Status.APPROVED,
        )
    )
    row = db.session.execute(found, execution_options=_MAILING).one_or_none()
    return ReportedEntry(row.id, row.municipality_code) if row else None
