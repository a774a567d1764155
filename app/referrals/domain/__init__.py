"""The rules of a referral: states, moves, reasons and priorities; no database and no words for people."""

from app.referrals.domain.decision import Decision, Proposal, Snapshot, allowed, decide, reasons_for
from app.referrals.domain.diagram import mermaid, states_page
from app.referrals.domain.reasons import OTHER, REASONS, ReasonSet
from app.referrals.domain.transitions import TRANSITIONS, Guard, Transition
from app.referrals.domain.urgency import SPANS, Priority, Tone, is_late, tone_of
from app.referrals.domain.vocabulary import (
    DECISION_STATUSES,
    OPEN_STATUSES,
    TERMINAL,
    Ball,
    Channel,
    Event,
    Phase,
    Side,
    Status,
    ball_of,
    is_terminal,
    phase_of,
)

__all__ = [
    "DECISION_STATUSES",
    "OPEN_STATUSES",
    "OTHER",
    "REASONS",
    "SPANS",
    "TERMINAL",
    "TRANSITIONS",
    "Ball",
    "Channel",
    "Decision",
    "Event",
    "Guard",
    "Phase",
    "Priority",
    "Proposal",
    "ReasonSet",
    "Side",
    "Snapshot",
    "Status",
    "Tone",
    "Transition",
    "allowed",
    "ball_of",
    "decide",
    "is_late",
    "is_terminal",
    "mermaid",
    "phase_of",
    "reasons_for",
    "states_page",
    "tone_of",
]
