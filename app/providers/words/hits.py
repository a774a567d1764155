"""How one hit of the directory is put into words: places, opening, distance, languages, and how fresh it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from app.kernel import clock
from app.kernel.holidays import is_holiday
from app.kernel.i18n import LazyText, current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_name
from app.providers.domain import CAPACITY_TRUE_FOR, Area, Tier, is_fresh
from app.providers.domain.hours import Hours, opening_at
from app.providers.queries import ServiceCard
from app.providers.words.directory import Chip, km_text
from app.providers.words.entry.calendar import day_text
from app.providers.words.entry.capacity import free_text
from app.providers.words.entry.hours import opening_text

_MOST_LANGUAGES = 4
_OPENINGS_REMEMBERED = 5000

_TIER_CHIPS: Mapping[Tier, LazyText] = {
    Tier.RESTRICTED: _l("Restricted service"),
    Tier.SEALED: _l("Sealed service"),
}


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A hit ready to be shown; `places` stands beside the name, `chips` below it."""

    card: ServiceCard
    name: str
    places: Chip | None
    chips: tuple[Chip, ...]


def show_card(card: ServiceCard) -> ShownCard:
    """One hit in the reader's words."""
    locale, now = current_locale(), clock.now()
    return ShownCard(card, card.name(locale), places_chip(card, now), tuple(_chips(card, locale, now)))


def opening_chip(hours: Hours, minute_local: datetime) -> Chip | None:
    """How hours stand at a minute, in the reader's words; nothing where nobody told them."""
    return _opening_chip(hours, minute_local, current_locale()) if hours.are_known else None


# Many services share their hours, and a minute is asked for often.
@lru_cache(maxsize=_OPENINGS_REMEMBERED)
def _opening_chip(hours: Hours, minute_local: datetime, _locale: str) -> Chip:
    state = opening_at(hours, minute_local, is_holiday)
    return Chip(opening_text(state, minute_local), "ok" if state.is_open else "plain")


def this_minute() -> datetime:
    """Now by the clock on the wall, to the minute."""
    return clock.local(clock.now()).replace(second=0, microsecond=0)


def places_chip(card: ServiceCard, now: datetime) -> Chip | None:
    """That it is closed for now, or free places where somebody counts them and said so lately."""
    if not card.is_open:
        until = card.closed_until
        return Chip(
            _("Closed until %(date)s", date=day_text(until)) if until else _("Closed for a time"), "red"
        )
    if card.places_free is None:
        return None
    text = free_text(card.capacity_unit, card.places_free)
    if not is_fresh(card.capacity_confirmed_at, now, CAPACITY_TRUE_FOR):
        return Chip(_("%(free)s, unconfirmed", free=text), "amber")
    return Chip(text, "amber" if card.places_free == 0 else "ok")


def _chips(card: ServiceCard, locale: str, now: datetime) -> list[Chip]:
    chips = [
        _tier_chip(card),
        opening_chip(card.hours, this_minute()) if card.is_open else None,
        _reach_chip(card),
        _distance_chip(card),
        _language_chip(card, locale),
        _waiting_chip(card, now),
        Chip(_("Wheelchair access")) if card.is_wheelchair_accessible else None,
    ]
    return [*(chip for chip in chips if chip), _freshness_chip(card, now)]


def _tier_chip(card: ServiceCard) -> Chip | None:
    text = _TIER_CHIPS.get(card.tier)
    return Chip(str(text), "sealed") if text else None


def _reach_chip(card: ServiceCard) -> Chip | None:
    if card.is_remote:
        return Chip(_("from afar"))
    if card.is_mobile:
        return Chip(_("comes to people"))
    return Chip(_("whole country")) if card.area is Area.NATIONAL else None


def _distance_chip(card: ServiceCard) -> Chip | None:
    return Chip(km_text(card.distance_km)) if card.distance_km is not None else None


def _language_chip(card: ServiceCard, locale: str) -> Chip | None:
    if not card.languages:
        return None
    names = [language_name(code, locale) for code in card.languages[:_MOST_LANGUAGES]]
    if card.has_interpreter:
        names.append(_("interpreter"))
    return Chip(", ".join(names))


def _waiting_chip(card: ServiceCard, now: datetime) -> Chip | None:
    """How long one waits where no place is free."""
    if card.places_free != 0 or not card.is_open:
        return None
    if card.next_place_on and card.next_place_on >= clock.local(now).date():
        return Chip(_("next place on %(date)s", date=day_text(card.next_place_on)))
    if not card.has_waiting_list:
        return Chip(_("no waiting list"))
    if card.waiting_days:
        return Chip(
            ngettext("about %(num)s day of waiting", "about %(num)s days of waiting", card.waiting_days)
        )
    return Chip(_("waiting list"))


def _freshness_chip(card: ServiceCard, now: datetime) -> Chip:
    moment = card.last_confirmed_at
    if moment is None or not is_fresh(moment, now):
        return Chip(_("not confirmed lately"), "amber")
    return Chip(_("confirmed %(date)s", date=day_text(clock.local(moment))))
