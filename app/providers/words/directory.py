"""How hits of the directory are put into words: distance, places, languages, how fresh, and why they stand where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.kernel import clock
from app.kernel.i18n import LazyText, current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_name
from app.places.queries import get_municipality
from app.providers.domain import Area, Tier, is_fresh
from app.providers.queries import Reach, ServiceCard

_WHOLE_KM_FROM = 10
_MOST_LANGUAGES = 4
COUNTED_TO = 100

_TIER_CHIPS: Mapping[Tier, LazyText] = {
    Tier.RESTRICTED: _l("Restricted service"),
    Tier.SEALED: _l("Sealed service"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact and its tone."""

    text: str
    tone: str = "lake"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A hit ready to be shown; `places` stands beside the name, `chips` below it."""

    card: ServiceCard
    name: str
    places: Chip | None
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits that are within reach in the same way, under one heading (empty: none is needed)."""

    heading: str
    cards: tuple[ServiceCard, ...]


def grouped(cards: Sequence[ServiceCard], home: str | None) -> list[Group]:
    """The hits in their order, with a heading wherever the reach changes."""
    municipality = get_municipality(home) if home else None
    place = municipality.name_sq if municipality else ""
    return [
        Group(_heading(reach, place), tuple(found))
        for reach, found in groupby(cards, key=lambda card: card.reach)
    ]


def show_card(card: ServiceCard) -> ShownCard:
    """One hit in the reader's words."""
    locale = current_locale()
    return ShownCard(card, card.name(locale), places_chip(card), tuple(_chips(card, locale)))


def places_chip(card: ServiceCard) -> Chip | None:
    """Free places where somebody counts them, or that it is closed for now."""
    if not card.is_open:
        return Chip(_("Closed for a time"), "red")
    if card.places_free is None:
        return None
    if card.places_free == 0:
        return Chip(_("No free place"), "amber")
    return Chip(ngettext("%(num)s place free", "%(num)s places free", card.places_free), "ok")


def km_text(km: float) -> str:
    """`1,2 km` in Albanian, `1.2 km` in English; whole kilometres from ten."""
    if km >= _WHOLE_KM_FROM:
        return f"{km:.0f} km"
    text = f"{max(km, 0.1):.1f} km"
    return text if current_locale().startswith("en") else text.replace(".", ",")


def count_found(number: int) -> str:
    """How many services were found, for the line that is read aloud."""
    if number > COUNTED_TO:
        return _("More than %(num)s services found", num=COUNTED_TO)
    return ngettext("%(num)s service found", "%(num)s services found", number)


def without_each(asked: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """For each part of a query: the words that offer to drop it, and the query without it."""
    offers = []
    for dropped in asked:
        rest = {name: value for name, value in asked.items() if name != dropped}
        text = (
            _("Search without “%(text)s”", text=names[dropped])
            if dropped in names
            else _("Also without free places")
        )
        offers.append((text, rest))
    return offers


def _chips(card: ServiceCard, locale: str) -> list[Chip]:
    chips = [_tier_chip(card), _reach_chip(card), _distance_chip(card), _language_chip(card, locale)]
    return [*(chip for chip in chips if chip), _freshness_chip(card)]


def _tier_chip(card: ServiceCard) -> Chip | None:
    text = _TIER_CHIPS.get(card.tier)
    return Chip(str(text), "sealed") if text else None


def _reach_chip(card: ServiceCard) -> Chip | None:
    if card.is_remote:
        return Chip(_("from afar"))
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


def _freshness_chip(card: ServiceCard) -> Chip:
    moment = card.last_confirmed_at
    if moment is None or not is_fresh(moment, clock.now()):
        return Chip(_("not confirmed lately"), "amber")
    return Chip(_("confirmed %(date)s", date=f"{clock.local(moment):%d.%m.%Y}"))


def _heading(reach: Reach, place: str) -> str:
    if reach is Reach.NEAR:
        return _("Near %(place)s", place=place) if place else _("Nearby")
    if reach is Reach.WIDE:
        return (
            _("Also for people of %(place)s", place=place) if place else _("For people of the whole country")
        )
    return _("Further away") if reach is Reach.FAR else ""
