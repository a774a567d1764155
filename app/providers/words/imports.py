"""How an import is put into words: its rows with what is wrong in them, and how many there are of each verdict."""

from dataclasses import dataclass

from app.providers.domain.sheets import LEFT_OUT, AsItWas, Verdict, is_formula, unguard
from app.providers.queries.imports import BatchView, RowView
from app.providers.words.sheets import COLUMNS, VERDICTS, column_letter, problem_text

_LONGEST_SHOWN = 60
_CONTACT = ("phone", "email", "tax_number")
_TOLD = ("name", "municipality", "service", "service_kind", "address")


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """What is wrong in one cell: where, what stands there, and why it cannot be taken."""

    column: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row ready to be shown."""

    row: RowView
    name: str
    rest: str
    contact: str
    problems: tuple[ShownProblem, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a verdict."""

    verdict: Verdict
    label: str
    number: int


def shown_row(row: RowView, batch: BatchView) -> ShownRow:
    """One row with the name of its organisation, what else tells it, and its problems in the order of the columns."""
    told = [value for code in _TOLD if (value := _value(row, batch, code))]
    problems = sorted(row.problems.items(), key=lambda pair: batch.column_of(pair[0]) or 0)
    return ShownRow(
        row=row,
        name=told[0] if told else "–",
        rest=" · ".join(told[1:]),
        contact=" · ".join(value for code in _CONTACT if (value := _value(row, batch, code))),
        problems=tuple(
            ShownProblem(_where(batch, code), _value(row, batch, code), problem_text(problem))
            for code, problem in problems
        ),
    )


def counts_of(batch: BatchView) -> list[Count]:
    """How many rows there are of each verdict, the wrong ones first."""
    numbers = {
        Verdict.WRONG: batch.rows_wrong,
        Verdict.ALIKE: batch.rows_alike,
        Verdict.NEW: batch.rows_new,
        Verdict.CHANGED: batch.rows_changed,
        Verdict.SAME: batch.rows_same,
    }
    return [Count(verdict, str(VERDICTS[verdict]), number) for verdict, number in numbers.items()]


def wrong_row(row: RowView, batch: BatchView) -> list[str | int | float | None]:
    """A wrong row as it stood in the sheet, with its number and the reasons."""
    cells = [_kept(row.cells.get(str(place), "")) for place in range(len(batch.headings))]
    reasons = [
        f"{_where(batch, code)}: {problem_text(problem)}" for code, problem in sorted(row.problems.items())
    ]
    return [*cells, row.number, " ".join(reasons)]


def _kept(cell: str) -> str:
    return AsItWas(cell) if is_formula(cell) else unguard(cell)


def _raw(row: RowView, place: int) -> str:
    return unguard(row.cells.get(str(place), ""))


def _value(row: RowView, batch: BatchView, code: str) -> str:
    place = batch.column_of(code)
    text = _raw(row, place).strip() if place is not None else ""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _where(batch: BatchView, code: str) -> str:
    """`C, Telefoni`; a field for which there is no column has its own name only."""
    place = batch.column_of(code)
    if place is None:
        return str(COLUMNS[code]) if code in COLUMNS else LEFT_OUT
    return f"{column_letter(place)}, {batch.headings[place]}"
