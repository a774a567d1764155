"""The organisations that a sheet may speak of, and which of them one in the sheet is or is like."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import select

from app.kernel.db import db
from app.kernel.text import fold
from app.providers.domain import Known, Status, compare, own_domains, search_words
from app.providers.models import Organisation

STANDING = (Status.PENDING, Status.APPROVED)
_LETTERS = 4
# A word that so many share tells nothing apart.
_MOST_SHARING = 40


class OrganisationIndex:
    """The standing organisations of some municipalities, by id, name and what else tells one."""

    def __init__(self, municipality_codes: Collection[str]) -> None:
        self.entries: dict[UUID, Known] = {}
        self.by_name: dict[tuple[str, str], UUID] = {}
        self._alike: dict[str, UUID | None] = {}
        self._by_clue: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        found = (
            select(
                Organisation.id,
                Organisation.name,
                Organisation.other_names,
                Organisation.municipality_code,
                Organisation.phone,
                Organisation.email,
                Organisation.website,
                Organisation.tax_number,
            )
            .where(
                Organisation.municipality_code.in_(list(municipality_codes)),
                Organisation.status.in_(STANDING),
            )
            .order_by(Organisation.id)
        )
        for row in db.session.execute(found):
            self._add(row.id, row._asdict())

    def _add(self, entry_id: UUID, row: Mapping[str, Any]) -> None:
        entry = known_from(row, entry_id)
        self.entries[entry_id] = entry
        self.by_name.setdefault((fold(row["name"]), entry.municipality_code), entry_id)
        for clue in _clues(entry):
            self._by_clue[clue].append(entry_id)

    def find_named(self, name: str, municipality_code: str) -> UUID | None:
        """The organisation of just this name in a municipality."""
        return self.by_name.get((fold(name), municipality_code))

    def find_alike(self, group: str, entry: Known) -> UUID | None:
        """The organisation that is most like one that is not there by its name; None when none is like it.

        `group` is how the sheet writes it: it is looked for once.
        """
        if group not in self._alike:
            self._alike[group] = self._most_alike(entry)
        return self._alike[group]

    def _most_alike(self, entry: Known) -> UUID | None:
        shared = {
            entry_id
            for clue in _clues(entry)
            if len(self._by_clue.get(clue, ())) <= _MOST_SHARING
            for entry_id in self._by_clue.get(clue, ())
        }
        scored = [
            (found.score, entry_id)
            for entry_id in shared
            if (found := compare(entry, self.entries[entry_id], fuzz.token_sort_ratio))
        ]
        return max(scored, default=(0, None), key=lambda one: (one[0], str(one[1])))[1]


def known_from(row: Mapping[str, Any], entry_id: UUID | None = None) -> Known:
    """What is compared of an organisation, kept or only written in a sheet."""
    email = row.get("email") or ""
    names = (row["name"], *(row.get("other_names") or ()))
    return Known(
        id=entry_id,
        names=tuple(folded for name in names if (folded := fold(name))),
        municipality_code=row["municipality_code"],
        phone=row.get("phone") or "",
        tax_number=row.get("tax_number") or "",
        email=email.lower(),
        domains=own_domains(email, row.get("website") or ""),
    )


def _clues(entry: Known) -> set[tuple[str, str]]:
    clues = {(kind, value) for kind, value in _plain_clues(entry) if value}
    clues.update(
        (entry.municipality_code, word[:_LETTERS]) for name in entry.names for word in search_words(name)
    )
    return clues


def _plain_clues(entry: Known) -> tuple[tuple[str, str], ...]:
    return (
        ("phone", entry.phone),
        ("tax_number", entry.tax_number),
        ("email", entry.email),
        *(("domain", name) for name in entry.domains),
    )
