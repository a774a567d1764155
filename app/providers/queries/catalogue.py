"""The service catalogue as rows; its names are data and come in both languages."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from app.kernel.db import db
from app.providers.domain import Sector, Tier, search_words, typed_words
from app.providers.models import CatalogueEntry
from app.providers.queries.reading import codes_meant, place_names


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One kind of service."""

    code: str
    name_sq: str
    name_en: str
    sector: Sector
    sensitivity: str
    tier: Tier
    eligible_statuses: str
    notes: str
    legal_source: str
    is_information_only: bool

    def name(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_sq


def list_catalogue() -> tuple[CatalogueRow, ...]:
    """All kinds of service, by sector and code."""
    rows = db.session.execute(_select().order_by(CatalogueEntry.sector, CatalogueEntry.code))
    return tuple(_row(row) for row in rows)


def get_catalogue_entry(code: str) -> CatalogueRow | None:
    row = db.session.execute(_select().where(CatalogueEntry.code == code)).one_or_none()
    return _row(row) if row else None


def _select() -> Select[*tuple[Any, ...]]:
    return select(
        CatalogueEntry.code,
        CatalogueEntry.name_sq,
        CatalogueEntry.name_en,
        CatalogueEntry.sector,
        CatalogueEntry.sensitivity,
        CatalogueEntry.tier,
        CatalogueEntry.eligible_statuses,
        CatalogueEntry.notes,
        CatalogueEntry.legal_source,
        CatalogueEntry.is_information_only,
    )


def _row(row: Row[*tuple[Any, ...]]) -> CatalogueRow:
    return CatalogueRow(
        code=row.code,
        name_sq=row.name_sq,
        name_en=row.name_en,
        sector=Sector(row.sector),
        sensitivity=row.sensitivity,
        tier=Tier(row.tier),
        eligible_statuses=row.eligible_statuses,
        notes=row.notes,
        legal_source=row.legal_source,
        is_information_only=row.is_information_only,
    )


def is_catalogue_code(code: str) -> bool:
    """Whether there is such a kind of service; an empty code is none and asks nobody."""
    return bool(code) and get_catalogue_entry(code) is not None


def search_catalogue(text: str) -> tuple[CatalogueRow, ...]:
    """Kinds of service whose words, in either language, begin with what was typed; all for an empty text."""
    words = typed_words(text)
    return tuple(row for row in list_catalogue() if _has_words(row, words))


def list_catalogue_meant(text: str) -> tuple[CatalogueRow, ...]:
    """Kinds of service that a typed text names: by their own words, or by another word for them."""
    words = [word for word in typed_words(text) if (word,) not in place_names()]
    if not words:
        return ()
    return tuple(
        row
        for row in list_catalogue()
        if all(_has_words(row, [word]) or row.code in codes_meant(word) for word in words)
    )


def _has_words(row: CatalogueRow, words: list[str]) -> bool:
    own = search_words(f"{row.name_sq} {row.name_en} {row.code.replace('-', '')}")
    return all(any(mine.startswith(word) for mine in own) for word in words)
