"""Sheets that were brought in: the batch, its rows with a verdict each, and how columns were read before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, LargeBinary, String, and_, exists, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.audit import Audited
from app.kernel.db import Base, Identified, Versioned
from app.kernel.permissions import Role
from app.kernel.scope import Scope, Scoped
from app.providers.domain import ImportStatus


class ImportBatch(Identified, Versioned, Audited, Scoped, Base):
    """One sheet on its way into the directory: read, looked at, brought in as a whole, or taken back.

    `mapping` is the number of a column (from 0) to a field, `examples` what stands in each column, `choices` what
    becomes of organisations that look like one that is there. `progress` is in hundredths. `plan_digest` names what
    the rows would do. `municipality_code` None: the administrator's. `acting_…`: who set it going last.
    """

    __tablename__ = "import_batch"

    municipality_code: Mapped[str | None] = mapped_column(String(2), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    headings: Mapped[list[str]] = mapped_column(default=list)
    examples: Mapped[list[str]] = mapped_column(default=list)
    first_row: Mapped[int] = mapped_column(default=2)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    choices: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    plan_digest: Mapped[str] = mapped_column(String(64), default="")
    status: Mapped[ImportStatus] = mapped_column(String(20), default=ImportStatus.UPLOADED)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_wrong: Mapped[int] = mapped_column(default=0)
    rows_new: Mapped[int] = mapped_column(default=0)
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_alike: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(60), default="")
    made_by: Mapped[UUID]
    acting_id: Mapped[UUID]
    acting_name: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    @property
    def audit_chain(self) -> str:
        return f"municipality:{self.municipality_code}" if self.municipality_code else "catalogue"

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        if scope.role is Role.ADMINISTRATOR:
            return cls.municipality_code.is_(None)
        if scope.role is Role.COORDINATOR and scope.municipality_code:
            return and_(cls.municipality_code.is_not(None), cls.municipality_code == scope.municipality_code)
        return false()


class ImportRow(Scoped, Base):
    """One row of a sheet. `cells` holds what stands in its columns by number, `problems` maps a field to a code.

    `alike_id` is the organisation that looks like the one of the row, `group_key` how the sheet writes that one;
    `before` is what an undo puts back.
    """

    __tablename__ = "import_row"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    verdict: Mapped[str] = mapped_column(String(20), default="")
    problems: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    group_key: Mapped[str] = mapped_column(String(240), default="")
    alike_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    location_id: Mapped[UUID | None]
    service_id: Mapped[UUID | None]
    before: Mapped[str] = mapped_column(default="")

    @classmethod
    def visible_to(cls, scope: Scope) -> ColumnElement[bool]:
        if scope.all_rows:
            return true()
        return exists().where(ImportBatch.id == cls.batch_id, ImportBatch.visible_to(scope))


class ImportMapping(Base):
    """How the columns of sheets with these headings were read the last time, by whom they are kept."""

    __tablename__ = "import_mapping"

    keeper: Mapped[str] = mapped_column(String(20), primary_key=True)
    headings_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    used_at: Mapped[datetime] = mapped_column(default=clock.now)
