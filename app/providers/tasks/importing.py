"""The work of imports: check, bring in, take back, each in steps whose progress can be seen from outside."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from app.kernel.actor import SYSTEM
from app.kernel.progress import tell_progress
from app.kernel.uow import unit
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import SheetUnreadable
from app.providers.services import importing
from app.providers.services.importing import BatchFacts, Planned

Payload = Mapping[str, str]
Rows = list[tuple[int, importing.Cells]]
_KEPT_AT_ONCE = 1000


def check_import(payload: Payload) -> None:
    """Read every row and keep it with its verdict. `rows=kept`: they were read before and only looked at again."""
    facts = _facts(payload, ImportStatus.CHECKING)
    if facts is None:
        return
    try:
        with _telling_of_breaks(facts, ImportStatus.FAILED):
            rows = _rows(facts, is_kept=payload.get("rows") == "kept")
            planned = _plan(facts, rows, 45, 70)
            _keep(facts, rows, planned)
    except SheetUnreadable as wrong:
        with unit(SYSTEM):
            importing.fail_batch(facts, wrong.code)


def run_import(payload: Payload) -> None:
    """Bring everything in as one transaction, if the rows would still do what was looked at."""
    facts = _facts(payload, ImportStatus.RUNNING)
    if facts is None:
        return
    with _telling_of_breaks(facts, ImportStatus.CHECKED):
        rows = _rows(facts, is_kept=True)
        planned = _plan(facts, rows, 0, 30)
        if planned.plan.digest == facts.plan_digest and _apply(facts, planned):
            return
        with unit(SYSTEM):
            importing.check_again(facts)


def undo_import(payload: Payload) -> None:
    """Take everything back as one transaction, or mark the rows that stand in the way."""
    facts = _facts(payload, ImportStatus.UNDOING)
    if facts is None:
        return
    with _telling_of_breaks(facts, ImportStatus.DONE), unit(facts.actor):
        importing.undo_import(facts, _reporter(facts, 0, 100))


def _apply(facts: BatchFacts, planned: Planned) -> bool:
    """Whether it was brought in: not when somebody changed an entry in this very moment."""
    try:
        with unit(facts.actor):
            importing.apply_plan(facts, planned, _reporter(facts, 30, 100))
    except (importing.DirectoryChanged, StaleDataError):
        return False
    return True


def _rows(facts: BatchFacts, *, is_kept: bool) -> Rows:
    with unit(SYSTEM, read_only=True):
        if is_kept:
            return importing.load_cells(facts.id, facts.width)
        content = importing.load_content(facts.id)
    return importing.read_data_rows(content or b"", facts, _reporter(facts, 0, 45))


def _plan(facts: BatchFacts, rows: Rows, start: int, end: int) -> Planned:
    with unit(facts.actor, read_only=True):
        return importing.plan_rows(facts, rows, _reporter(facts, start, end))


def _keep(facts: BatchFacts, rows: Rows, planned: Planned) -> None:
    """In steps: between them others write, and how far it is can be seen."""
    report, done = _reporter(facts, 70, 100), 0
    with unit(SYSTEM):
        importing.forget_rows(facts.id)
    for some in importing.batches(importing.pairs(rows, planned.plan), _KEPT_AT_ONCE):
        done += len(some)
        with unit(SYSTEM):
            importing.keep_rows(facts.id, some, 70 + 30 * done // len(rows))
        report(100 * done // len(rows))
    with unit(SYSTEM):
        importing.finish_check(facts, planned.plan)


def _facts(payload: Payload, status: ImportStatus) -> BatchFacts | None:
    """The batch, if this is what is to be done with it: a job may be delivered twice."""
    with unit(SYSTEM, read_only=True):
        facts = importing.load_facts(UUID(payload["batch_id"]))
    return facts if facts and facts.status is status else None


def _reporter(facts: BatchFacts, start: int, end: int) -> Callable[[int], None]:
    """Tells the part of the work from `start` to `end` hundredths; a step back is never told."""
    last = start - 1

    def report(hundredths: int) -> None:
        nonlocal last
        now = start + (end - start) * hundredths // 100
        if now > last:
            last = now
            tell_progress(facts.progress_key, now)

    return report


@contextmanager
def _telling_of_breaks(facts: BatchFacts, falls_back_to: ImportStatus) -> Iterator[None]:
    """Where something breaks that trying again would not mend, the keeper reads so and goes on from there."""
    tell_progress(facts.progress_key, 0)
    try:
        yield
    except (SheetUnreadable, OperationalError):
        raise
    except Exception:
        with unit(SYSTEM):
            importing.fail_batch(facts, "broken", falls_back_to)
        raise


HANDLERS = {
    "providers.check_import": check_import,
    "providers.run_import": run_import,
    "providers.undo_import": undo_import,
}
