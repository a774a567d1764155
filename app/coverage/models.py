"""The read model of the map: one counted cell for a municipality and a sector; nothing is kept only here."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.coverage.domain import NATIONWIDE
from app.kernel.db import Base

__all__ = ["NATIONWIDE", "CoverageCell"]


class CoverageCell(Base):
    """How many services of a sector are open in a municipality; it is no one's secret and therefore not scoped.

    `municipality_code` is NATIONWIDE for services that are there for the whole country.
    `open_services` is None where no provider is registered at all: nobody knows, which is not the same as none.
    """

    __tablename__ = "coverage_cell"

    municipality_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    sector: Mapped[str] = mapped_column(String(20), primary_key=True)
    open_services: Mapped[int | None]
    updated_at: Mapped[datetime]
