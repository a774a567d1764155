"""The service catalogue: what kinds of service there are, with stable codes and names in two languages."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.providers.domain import Sector, Tier


class CatalogueEntry(Base):
    """One kind of service. Its names are data: they are not translated by the pages."""

    __tablename__ = "catalogue_entry"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name_sq: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    sector: Mapped[Sector] = mapped_column(String(20), index=True)
    detailed_sector: Mapped[str] = mapped_column(String(40))
    sensitivity: Mapped[str] = mapped_column(String(20))
    tier: Mapped[Tier] = mapped_column(String(20))
    eligible_statuses: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    legal_source: Mapped[str] = mapped_column(Text, default="")
    open_eligibility: Mapped[str] = mapped_column(String(200), default="")
    sdg_target: Mapped[str] = mapped_column(String(20), default="")
    is_information_only: Mapped[bool] = mapped_column(default=False)
    is_edited: Mapped[bool] = mapped_column(default=False)
