"""Demand without supply: what was looked for in a municipality and not found, as codes and counts, never as words."""

from collections import OrderedDict
from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, update

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.db import insert_or_ignore
from app.kernel.uow import after_answer, unit
from app.providers.models import SearchMiss
from app.providers.queries import DirectoryFilters, DirectoryResult, count_services, list_catalogue_meant

_REMEMBERED = 10_000
# One person who types, filters and looks again misses one thing once a day.
_Miss = tuple[UUID, str, str, str]
_noted: OrderedDict[_Miss, None] = OrderedDict()
_ONE_MORE = (
    update(SearchMiss)
    .where(
        SearchMiss.day == bindparam("a_day"),
        SearchMiss.wanted == bindparam("a_kind"),
        SearchMiss.municipality_code == bindparam("a_place"),
    )
    .values(misses=SearchMiss.misses + 1)
)


def note_miss(actor: Actor, filters: DirectoryFilters, found: DirectoryResult) -> None:
    """Count a search that found nothing, once the answer is ready; only page 1, and only what has a code.

    What is merely closed at this hour is not missing. Nothing that was typed is kept: of a text only the kind of
    service or the sector that it names.
    """
    wanted = _wanted(filters)
    if not (wanted and found.home and found.page.number == 1):
        return
    if filters.is_open_now and count_services(replace(filters, is_open_now=False)):
        return
    miss = (actor.user_id, clock.today().isoformat(), wanted, found.home)
    if miss not in _noted:
        home = found.home
        after_answer(lambda: _write(actor, miss, wanted, home))


def forget_misses() -> None:
    """Empty the memory of this process (between tests)."""
    _noted.clear()


def _wanted(filters: DirectoryFilters) -> str | None:
    if filters.catalogue_code:
        return filters.catalogue_code
    meant = list_catalogue_meant(filters.text)
    if len(meant) == 1:
        return meant[0].code
    if filters.sector:
        return filters.sector.value
    sectors = {row.sector for row in meant}
    return sectors.pop().value if len(sectors) == 1 else None


def _write(actor: Actor, miss: _Miss, wanted: str, municipality_code: str) -> None:
    with unit(actor) as session:
        values = {"a_day": clock.today(), "a_kind": wanted, "a_place": municipality_code}
        connection = session.connection()
        if connection.execute(_ONE_MORE, values).rowcount == 0:
            first = insert_or_ignore(session, SearchMiss).values(
                day=values["a_day"], wanted=wanted, municipality_code=municipality_code, misses=0
            )
            connection.execute(first)
            connection.execute(_ONE_MORE, values)
    _noted[miss] = None
    while len(_noted) > _REMEMBERED:
        _noted.popitem(last=False)
