"""Demo institutions and what they offer, as typed rows; writes nothing and knows no model."""

from dataclasses import dataclass
from functools import cache

from app.demo.tables import number_in, rows_of, words_in


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An institution as it is publicly named; `source` is a source of the domain notes or the word demo."""

    slug: str
    name_sq: str
    name_en: str
    kind: str
    level: str
    tier: str
    status: str
    municipality_code: str
    area: str
    languages: tuple[str, ...]
    description_sq: str
    description_en: str
    source: str

    @property
    def email(self) -> str:
        return f"info@{self.slug}.example"


@dataclass(frozen=True, slots=True)
class DemoService:
    """One service of one institution; a missing capacity means that places are not counted."""

    organisation: str
    code: str
    languages: tuple[str, ...]
    capacity: int | None
    free: int | None
    waiting_days: int | None
    confirmed_days_ago: int
    status: str


@dataclass(frozen=True, slots=True)
class CodeDefaults:
    """What a service of the catalogue usually asks for, of whom, and how often people are referred to it."""

    code: str
    asks_for: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    documents_sq: str
    documents_en: str
    remote: bool
    referral_weight: int
    papers: tuple[str, ...]
    statuses: tuple[str, ...]
    wait_days: int | None
    needs_residence: bool
    is_mobile: bool
    unit: str


@dataclass(frozen=True, slots=True)
class SyntheticProvider:
    """A pattern after which any number of invented providers is made."""

    kind: str
    name_sq: str
    name_en: str
    codes: tuple[str, ...]


@cache
def list_organisations() -> tuple[DemoOrganisation, ...]:
    return tuple(
        DemoOrganisation(
            slug=row["slug"],
            name_sq=row["name_sq"],
            name_en=row["name_en"],
            kind=row["kind"],
            level=row["level"],
            tier=row["tier"],
            status=row["status"],
            municipality_code=row["municipality_code"],
            area=row["area"],
            languages=words_in(row["languages"]),
            description_sq=row["description_sq"],
            description_en=row["description_en"],
            source=row["source"],
        )
        for row in rows_of("organisations")
    )


@cache
def list_services() -> tuple[DemoService, ...]:
    return tuple(
        DemoService(
            organisation=row["organisation"],
            code=row["code"],
            languages=words_in(row["languages"]),
            capacity=number_in(row["capacity"]),
            free=number_in(row["free"]),
            waiting_days=number_in(row["waiting_days"]),
            confirmed_days_ago=int(row["confirmed_days_ago"]),
            status=row["status"],
        )
        for row in rows_of("services")
    )


@cache
def get_code_defaults() -> dict[str, CodeDefaults]:
    return {
        row["code"]: CodeDefaults(
            code=row["code"],
            asks_for=words_in(row["asks_for"]),
            min_age=number_in(row["min_age"]),
            max_age=number_in(row["max_age"]),
            documents_sq=row["documents_sq"],
            documents_en=row["documents_en"],
            remote=row["remote"] == "1",
            referral_weight=int(row["referral_weight"]),
            papers=words_in(row["papers"]),
            statuses=words_in(row["statuses"]),
            wait_days=number_in(row["wait_days"]),
            needs_residence=row["residence"] == "1",
            is_mobile=row["mobile"] == "1",
            unit=row["unit"],
        )
        for row in rows_of("code_defaults")
    }


@cache
def list_synthetic_providers() -> tuple[SyntheticProvider, ...]:
    return tuple(
        SyntheticProvider(row["kind"], row["name_sq"], row["name_en"], words_in(row["codes"]))
        for row in rows_of("synthetic")
    )
