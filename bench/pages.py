"""The pages that are measured, and who asks for them; how they are timed is not known here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode
from uuid import uuid4

from bench.client import CONNECTIONS
from bench.facts import Facts
from bench.visitor import Visitor

WORKER = "worker.tirane@ura.example"
STAFF = "staff.qfp-tirane@ura.example"

OK, SEE_OTHER = 200, 303

Ask = Callable[[Visitor, Facts], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and what is wanted of it: `ratio` to its yardstick, and how slow `p95_ms` may be (None: not said).

    `once`: each request can be sent only once, so that they are shared out among the rounds.
    """

    who: str
    ask: Ask
    yardstick: str = "list"
    expected: int = OK
    once: bool = False
    connections: int = CONNECTIONS
    ratio: float = 0.4
    p95_ms: float | None = None


def _directory(visitor: Visitor, facts: Facts) -> Iterator[bytes]:
    queries = [urlencode({"q": word, "sector": sector}) for word, sector in facts.searches]
    return cycle([visitor.get(f"/providers?{query}") for query in queries])


def _referral(visitor: Visitor, facts: Facts) -> Iterator[bytes]:
    return cycle([visitor.get(f"/referrals/{referral_id}") for referral_id in facts.referrals])


def _sight(visitor: Visitor, facts: Facts) -> Iterator[bytes]:
    return (visitor.get(f"/referrals/{referral_id}") for referral_id in facts.unseen)


def _inbox(visitor: Visitor, _facts: Facts) -> Iterator[bytes]:
    return cycle([visitor.get("/inbox")])


def _coverage(visitor: Visitor, facts: Facts) -> Iterator[bytes]:
    return cycle([visitor.get(f"/coverage?sector={sector}") for sector in facts.sectors])


def _send(visitor: Visitor, facts: Facts) -> Iterator[bytes]:
    """Each draft with its form filled in as a person would, and a key of its own as its page would have."""
    for draft_id, version, language in facts.drafts:
        fields = filled_form(version, language) | {
            "csrf_token": visitor.token,
            "idempotency_key": str(uuid4()),
        }
        yield visitor.post(f"/referrals/{draft_id}/send", fields)


def filled_form(version: int, language: str) -> dict[str, str]:
    """What a browser sends of the draft's form when the person has signed; empty lines are sent too."""
    return {
        "version": str(version),
        "priority": "normal",
        "call_with": "",
        "called_at": "",
        "need_note": "Kërkon kurs; e disponueshme pasdite.",
        "medium": "signed",
        "language": language,
        "witness_name": "",
        "interpreter_name": "",
        "given_by": "person",
        "guardian_name": "",
        "agrees": "y",
    }


PAGES: dict[str, Page] = {
    "directory": Page(WORKER, _directory, connections=8, ratio=0.5, p95_ms=60.0),
    "referral": Page(WORKER, _referral),
    "sight": Page(WORKER, _sight, once=True),
    "inbox": Page(STAFF, _inbox),
    "send": Page(WORKER, _send, yardstick="insert", expected=SEE_OTHER, once=True),
    "coverage": Page(WORKER, _coverage),
}
