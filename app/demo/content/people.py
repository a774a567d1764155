"""Demo accounts, pilots and the names of invented persons, as typed rows; writes nothing and knows no model."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.demo.tables import rows_of, words_in

PASSWORD = "Ura-demo-2026"
MAIL_DOMAIN = "ura.example"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A demo login: `slug`@ura.example."""

    slug: str
    name: str
    role: str
    municipality_code: str | None
    organisation: str | None
    locale: str
    is_focal_point: bool

    @property
    def email(self) -> str:
        return f"{self.slug}@{MAIL_DOMAIN}"


@dataclass(frozen=True, slots=True)
class Pilot:
    """A municipality that is shown as a pilot; no public source names the real ones."""

    municipality_code: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Invented persons of one language: their names in Latin letters, and in their own script where it differs."""

    group: str
    language: str
    nationality: str
    other_languages: tuple[str, ...]
    mononym_share: float
    weight: int
    statuses: tuple[str, ...]
    female: tuple[tuple[str, str], ...]
    male: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """How many of all people and invented providers fall to a municipality; 0 providers: `no data` is to be seen."""

    people: int
    providers: int


@dataclass(frozen=True, slots=True)
class Starter:
    """A referral that is there at any size, so that every list of the demo accounts has something to show."""

    municipality_code: str
    status: str
    organisation: str
    code: str


@cache
def list_accounts() -> tuple[DemoAccount, ...]:
    return tuple(
        DemoAccount(
            slug=row["slug"],
            name=row["name"],
            role=row["role"],
            municipality_code=row["municipality_code"] or None,
            organisation=row["organisation"] or None,
            locale=row["locale"],
            is_focal_point=row["focal_point"] == "yes",
        )
        for row in rows_of("accounts")
    )


@cache
def list_pilots() -> tuple[Pilot, ...]:
    return tuple(
        Pilot(row["municipality_code"], date.fromisoformat(row["since"]), row["reason"])
        for row in rows_of("pilots")
    )


@cache
def list_name_groups() -> tuple[NameGroup, ...]:
    names = rows_of("names")

    def part(group: str, which: str) -> tuple[tuple[str, str], ...]:
        return tuple((r["latin"], r["script"]) for r in names if (r["group"], r["part"]) == (group, which))

    return tuple(
        NameGroup(
            group=row["group"],
            language=row["language"],
            nationality=row["nationality"],
            other_languages=words_in(row["other_languages"]),
            mononym_share=float(row["mononym_share"]),
            weight=int(row["weight"]),
            statuses=words_in(row["statuses"]),
            female=part(row["group"], "f"),
            male=part(row["group"], "m"),
            family=part(row["group"], "family"),
        )
        for row in rows_of("groups")
    )


@cache
def get_weights() -> dict[str, Weights]:
    """By municipality code."""
    return {
        row["municipality_code"]: Weights(int(row["people"]), int(row["providers"]))
        for row in rows_of("weights")
    }


@cache
def list_starters() -> tuple[Starter, ...]:
    return tuple(Starter(**row) for row in rows_of("starters"))
