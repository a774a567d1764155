"""Reading is recorded too: who looked at whose record, written after the reading request in a unit of its own."""

from collections import OrderedDict
from uuid import UUID

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import AuditView
from app.kernel.uow import after_answer, unit
from app.kernel.writing import put_row

_REMEMBERED = 10_000
_seen: OrderedDict[tuple[UUID, str, str], None] = OrderedDict()


def note_view(actor: Actor, subject_type: str, subject_id: UUID, *, chain: str) -> None:
    """Remember that an actor saw a record: one row for an actor, a record and an hour.

    The row is written when the answer is ready but before it leaves, so that no sight goes unrecorded.
    """
    subject = f"{subject_type}:{subject_id}"
    key = (actor.user_id, subject, clock.now().strftime("%Y%m%d%H"))
    if key in _seen:
        return
    after_answer(lambda: _write(actor, subject, chain, key))


def forget_views() -> None:
    """Empty the memory of this process (between tests)."""
    _seen.clear()


def _write(actor: Actor, subject: str, chain: str, key: tuple[UUID, str, str]) -> None:
    with unit(actor) as session:
        put_row(
            session,
            AuditView,
            at=clock.now(),
            actor_id=actor.user_id,
            actor_role=actor.role.value,
            chain=chain,
            subject=subject,
        )
    _seen[key] = None
    while len(_seen) > _REMEMBERED:
        _seen.popitem(last=False)
