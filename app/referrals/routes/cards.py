"""What a card shows of one referral to one reader: the bridge, the sentence, the chips; templates only place them."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from flask import render_template, url_for
from markupsafe import Markup

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.i18n import current_locale
from app.kernel.i18n import gettext as _
from app.providers.words import municipality_name
from app.referrals import policy
from app.referrals.domain import Ball, Priority, Status, Tone, tone_of
from app.referrals.queries import ReferralRow
from app.referrals.words import PRIORITIES, STATUSES, sentence
from app.web.filters import date_text, datetime_text

_PRIORITY_TONES = MappingProxyType(
    {Priority.EMERGENCY: Tone.RED, Priority.URGENT: Tone.AMBER, Priority.NORMAL: Tone.LAKE}
)
DRAWINGS_REMEMBERED = 2000
_EDGES = frozenset({Tone.RED, Tone.AMBER})
# A time of day matters for an appointment; for a wait the day is enough.
_TIMED = frozenset({Status.SCHEDULED})


class Standing(Protocol):
    """What must be known of a referral to say who must act."""

    @property
    def municipality_code(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def organisation_name(self) -> str: ...
    @property
    def priority(self) -> Priority: ...
    @property
    def status(self) -> Status: ...
    @property
    def status_since(self) -> datetime: ...
    @property
    def ball(self) -> Ball: ...
    @property
    def ball_since(self) -> datetime: ...
    @property
    def due_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Bridge:
    """The sign of the product and the sentence beside it, as one reader sees them."""

    near: str
    far: str
    holder: str
    tone: str
    sentence: str
    status: str
    priority: str
    priority_tone: str

    @property
    def edge(self) -> str:
        """The colour of the edge of a card; calm things have none."""
        return self.tone if self.tone in _EDGES else ""

    @property
    def mood(self) -> str:
        """How the status is said: calmly, unless something is late or soon will be."""
        return self.tone if self.tone in _EDGES else "ok"


@dataclass(frozen=True, slots=True)
class Card:
    """One referral in a list. `title` is a name, or a code name where the reader may not know the name."""

    href: str
    title: str
    is_code: bool
    service: str
    bridge: Bridge


def bridge_of(actor: Actor, referral: Standing) -> Bridge:
    """Both banks are always in the same place: the municipality first, the provider second."""
    return _bridge(referral, _tone(referral), is_near=not policy.is_far(actor, referral))


def _tone(referral: Standing) -> Tone:
    return tone_of(referral.status, referral.priority, referral.ball_since, clock.now())


def _bridge(referral: Standing, tone: Tone, *, is_near: bool) -> Bridge:
    municipality = municipality_name(referral.municipality_code)
    organisation = referral.organisation_name or _("Provider to be chosen")
    return Bridge(
        near=_("You") if is_near else municipality,
        far=organisation if is_near else _("You"),
        holder={Ball.REFERRER: "near", Ball.PROVIDER: "far"}.get(referral.ball, "none"),
        tone=tone.value,
        sentence=sentence(
            referral.status,
            is_near=is_near,
            other=organisation if is_near else municipality,
            date=date_text(referral.status_since),
            due=_due(referral),
        ),
        status=str(STATUSES[referral.status]),
        priority=str(PRIORITIES[referral.priority]),
        priority_tone=_PRIORITY_TONES[referral.priority].value,
    )


def draw_card(actor: Actor, row: ReferralRow) -> Markup:
    """One referral in a list, ready to be placed."""
    return _drawn(row, _tone(row), current_locale(), is_near=not policy.is_far(actor, row))


@lru_cache(maxsize=DRAWINGS_REMEMBERED)
def _drawn(row: ReferralRow, tone: Tone, _locale: str, *, is_near: bool) -> Markup:
    """A card is drawn once for as long as it says the same: lists are looked at more often than they change."""
    card = _card(row, _bridge(row, tone, is_near=is_near))
    return Markup(render_template("referrals/parts/card.html", card=card))  # noqa: S704 - a template wrote it


def card_of(actor: Actor, row: ReferralRow) -> Card:
    return _card(row, bridge_of(actor, row))


def _card(row: ReferralRow, bridge: Bridge) -> Card:
    return Card(
        href=url_for("referrals.show", referral_id=row.id),
        title=row.person_name or row.person_code,
        is_code=not row.person_name,
        service=row.service_name(current_locale()) or _("Service to be chosen"),
        bridge=bridge,
    )


def _due(referral: Standing) -> str:
    return datetime_text(referral.due_at) if referral.status in _TIMED else date_text(referral.due_at)
