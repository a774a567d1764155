"""Which row holds the headings and what each column means: by its HXL tag, else by what people call it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kernel.text import fold
from app.providers.domain.sheets.fields import FIELDS

# Above the headings stand titles and logos; further down nobody puts headings.
ROWS_LOOKED_AT = 15
_ENOUGH = 2
LEFT_OUT = ""

_BY_TAG = {field.hxl: field.code for field in FIELDS}
_BY_HEADING = {
    **{synonym: field.code for field in reversed(FIELDS) for synonym in field.synonyms},
    **{fold(field.code): field.code for field in FIELDS},
}
# Tags as other tools write them: `#adm3+name`, `#contact +phone`.
_OTHER_TAGS = {
    "#org": "name", "#org+prog": "name", "#org+impl": "name", "#org+short": "other_names",
    "#adm2": "municipality", "#adm2+code": "municipality", "#adm3": "municipality", "#adm3+name": "municipality",
    "#adm3+code": "municipality", "#loc": "location_name", "#service": "service_kind", "#activity": "service_kind",
    "#service+name": "service_name_sq", "#description": "description_sq", "#capacity": "capacity_total",
    "#status": "status", "#contact+web": "website", "#contact+address": "address", "#loc+addr": "address",
    "#date+hours+open": "opening_hours", "#contact+tel": "phone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: headings, the row (from 1) after which the data begin, and what columns seem to mean."""

    headings: tuple[str, ...]
    first_row: int
    guesses: tuple[str, ...]


def find_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout by the first rows of a sheet, which stand at numbers 1, 2, …; None where nothing stands."""
    filled = [place for place, row in enumerate(rows[:ROWS_LOOKED_AT]) if any(cell.strip() for cell in row)]
    if not filled:
        return None
    tagged = next((place for place in filled if _is_tags(rows[place])), None)
    known = (place for place in filled if _count_known(rows[place]) >= _ENOUGH)
    heads = next(known, None if tagged is not None else filled[0])
    if tagged is not None and (heads is None or heads >= tagged):
        above = [place for place in filled if place < tagged]
        heads = above[-1] if above else tagged
    last = max(place for place in (heads, tagged) if place is not None)
    return _layout(rows[heads or 0], rows[tagged] if tagged is not None else (), last + 1)


def _layout(heads: Sequence[str], tags: Sequence[str], first_row: int) -> Layout:
    width = max(
        (place for row in (heads, tags) for place, cell in enumerate(row, 1) if cell.strip()), default=0
    )
    headings = tuple(_at(heads, place).strip()[:200] or _at(tags, place).strip() for place in range(width))
    guesses: list[str] = []
    for place in range(width):
        guess = guess_field(_at(heads, place), _at(tags, place))
        guesses.append(guess if guess not in guesses else LEFT_OUT)
    return Layout(headings, first_row, tuple(guesses))


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def guess_field(heading: str, tag: str = "") -> str:
    """The code of the field that a column seems to hold; LEFT_OUT when nothing is known of it."""
    for name in (tag, heading):
        code = _of_tag(name) if name.strip().startswith("#") else _BY_HEADING.get(_bare(name))
        if code:
            return code
    return LEFT_OUT


def _of_tag(tag: str) -> str | None:
    plain = re.sub(r"\s+", "", tag.lower())
    head, *attributes = plain.split("+")
    sorted_tag = "+".join([head, *sorted(attributes)])
    for known, code in {**_OTHER_TAGS, **_BY_TAG}.items():
        start, *rest = known.split("+")
        if "+".join([start, *sorted(rest)]) == sorted_tag:
            return code
    return None


def _bare(heading: str) -> str:
    """A heading without its star, its bracketed explanation and its number."""
    text = re.sub(r"[(\[].*?[)\]]", " ", heading)
    return re.sub(r"^\d+ ", "", fold(text))


def _is_tags(row: Sequence[str]) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) > 0 and sum(cell.startswith("#") for cell in said) * 2 > len(said)


def _count_known(row: Sequence[str]) -> int:
    return len({code for cell in row if (code := guess_field(cell))})


def digest_of_headings(headings: Sequence[str]) -> str:
    """Under what the meaning of these columns is remembered."""
    return hashlib.sha256("\x1f".join(fold(heading) for heading in headings).encode()).hexdigest()


def check_mapping(mapping: Mapping[str, str]) -> str | None:
    """The code of what is wrong with a choice of fields for columns (`{"0": "name"}`); None when right."""
    chosen = [code for code in mapping.values() if code]
    if any(code not in _BY_HEADING.values() for code in chosen):
        return "unknown_field"
    if len(set(chosen)) != len(chosen):
        return "field_twice"
    if "name" not in chosen and "organisation_id" not in chosen:
        return "no_name_column"
    return None
