"""The lifecycle drawn from its table: a Mermaid diagram and the page `docs/referral-states.md`."""

from collections.abc import Iterator

from app.referrals.domain.reasons import REASONS
from app.referrals.domain.transitions import TRANSITIONS
from app.referrals.domain.vocabulary import TERMINAL, Event, Status, ball_of, phase_of

_HEAD = """\
# The states of a referral

Drawn from the table in `app/referrals/domain/transitions.py`; `ura referral-states` writes it anew.
"""
_THIRD_NO_SHOW = f"{Event.NO_SHOW} (the third)"


def mermaid() -> str:
    """A state diagram; moves between the same two states share an arrow."""
    arrows: dict[tuple[Status, Status], list[str]] = {}
    for (source, event), transition in TRANSITIONS.items():
        arrows.setdefault((source, transition.to), []).append(event.value)
        if event is Event.NO_SHOW:
            arrows.setdefault((source, Status.FAILED), []).append(_THIRD_NO_SHOW)
    lines = ["stateDiagram-v2", f"  [*] --> {Status.DRAFT}"]
    lines += [f"  {source} --> {to}: {', '.join(events)}" for (source, to), events in arrows.items()]
    lines += [f"  {status} --> [*]" for status in Status if status in TERMINAL]
    return "\n".join(lines) + "\n"


def states_page() -> str:
    """The whole page, as it must stand in the documentation."""
    return "\n".join(
        [_HEAD, "```mermaid", mermaid() + "```", "", *_states(), "", *_moves(), "", *_reasons(), ""]
    )


def _states() -> Iterator[str]:
    yield "| status | phase | who must act |"
    yield "|---|---|---|"
    for status in Status:
        yield f"| {status} | {phase_of(status)} | {ball_of(status)} |"


def _moves() -> Iterator[str]:
    yield "| from | event | to | by | reason from | refused with | told |"
    yield "|---|---|---|---|---|---|---|"
    for (source, event), move in TRANSITIONS.items():
        by, guards, told = sorted(move.by), move.guards, move.notify
        cells = (
            source,
            event,
            move.to,
            ", ".join(by),
            move.reason_set or "",
            ", ".join(guards),
            ", ".join(told),
        )
        yield f"| {' | '.join(cells)} |"


def _reasons() -> Iterator[str]:
    yield "| reasons | codes |"
    yield "|---|---|"
    for name, codes in REASONS.items():
        yield f"| {name} | {', '.join(codes)} |"
