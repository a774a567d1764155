"""The first page of each role, and the lists of referrals, oldest burden first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from flask import request, url_for
from markupsafe import Markup

from app.kernel import clock
from app.kernel.access import SIGNED_IN, current_actor
from app.kernel.actor import Actor
from app.kernel.i18n import LazyText
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.permissions import P
from app.referrals import queries
from app.referrals.queries import COUNT_CAP, InboxTab, ReferralRow, Tab
from app.referrals.routes.blueprint import bp
from app.referrals.routes.cards import draw_card
from app.web.pages import Page, page_request
from app.web.respond import Answer, redirect_to, respond

AnyTab = TypeVar("AnyTab", Tab, InboxTab)

# Who is not at home on the page of case workers, and where instead; the first that fits counts.
_HOMES: tuple[tuple[P, str], ...] = (
    (P.REFERRALS_RESPOND, "referrals.inbox"),
    (P.AUDIT_READ, "accounts.trail"),
    (P.ACCOUNTS_ADMINISTER, "accounts.members"),
    (P.COVERAGE_READ, "coverage.index"),
)
_TABS: dict[Tab, LazyText] = {
    Tab.TURN: _l("Your turn"),
    Tab.DECISION: _l("Needs your decision"),
    Tab.THEIRS: _l("With others"),
    Tab.CLOSED: _l("Closed"),
}
_INBOX_TABS: dict[InboxTab, LazyText] = {
    InboxTab.TURN: _l("Our turn"),
    InboxTab.THEIRS: _l("With others"),
    InboxTab.CLOSED: _l("Closed"),
}


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab: where it leads and whether the reader is there."""

    label: LazyText
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """One big number and where it leads."""

    number: str
    label: str
    href: str
    tone: str = ""


@bp.get("/", access=SIGNED_IN)
def today() -> Answer:
    """What waits for the municipality today; everybody else goes to their own first page."""
    actor = current_actor()
    if not actor.may(P.REFERRALS_WRITE):
        return redirect_to(next(endpoint for permission, endpoint in _HOMES if actor.may(permission)))
    page = queries.list_today(page_request())
    return respond(
        "referrals/today.html", page=_cards(actor, page), sums=_sums(queries.count_near()), day=clock.today()
    )


@bp.get("/referrals", access=P.REFERRALS_READ)
def index() -> Answer:
    actor = current_actor()
    if not actor.may(P.REFERRALS_WRITE):
        return redirect_to("referrals.inbox")
    tab = _chosen(Tab)
    page = queries.list_referrals(tab, page_request())
    return respond(
        "referrals/index.html",
        page=_cards(actor, page),
        tabs=_links(_TABS, tab, "referrals.index"),
        tab=tab.value,
    )


@bp.get("/inbox", access=P.REFERRALS_RESPOND)
def inbox() -> Answer:
    actor = current_actor()
    tab = _chosen(InboxTab)
    page = queries.list_inbox(tab, page_request())
    return respond(
        "referrals/inbox.html",
        page=_cards(actor, page),
        tabs=_links(_INBOX_TABS, tab, "referrals.inbox"),
        tab=tab.value,
    )


def _cards(actor: Actor, page: Page[ReferralRow]) -> Page[Markup]:
    return page.map(lambda row: draw_card(actor, row))


def _sums(counts: queries.NearCounts) -> list[Sum]:
    return [
        Sum(
            _capped(counts.turn), _("wait for you"), url_for("referrals.index"), "red" if counts.turn else ""
        ),
        Sum(
            _capped(counts.theirs), _("wait for the provider"), _address("referrals.index", Tab.THEIRS.value)
        ),
        Sum(
            _capped(counts.appointments),
            _("appointments today"),
            _address("referrals.index", Tab.THEIRS.value),
        ),
    ]


def _capped(number: int) -> str:
    return f"{COUNT_CAP}+" if number > COUNT_CAP else str(number)


def _chosen(tabs: type[AnyTab]) -> AnyTab:
    """The tab that the address names; an unknown one is the first."""
    wanted = request.args.get("tab", "")
    return next((tab for tab in tabs if tab.value == wanted), next(iter(tabs)))


def _links(labels: Mapping[AnyTab, LazyText], chosen: AnyTab, endpoint: str) -> list[TabLink]:
    return [TabLink(label, _address(endpoint, tab.value), tab is chosen) for tab, label in labels.items()]


@cache
def _address(endpoint: str, tab: str) -> str:
    return url_for(endpoint, tab=tab)
