"""How each parameter of the feeds is written and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.feeds.domain import asking
from app.feeds.domain.paging import DEFAULT_SIZE, LARGEST_SIZE, LAST_PAGE
from app.feeds.records.points import DEFAULT_POINTS, MOST_POINTS
from app.kernel.i18n import LOCALES
from app.providers.domain import Sector

Schema = dict[str, Any]

# What no keyboard writes is refused before anything else is read.
_TEXT: Schema = {"type": "string", "pattern": r"^[^\u0000\uFFFD]*$"}
_FLAG: Schema = {"type": "boolean", "default": False}
_UUID: Schema = {"type": "string", "format": "uuid"}
_MOMENT: Schema = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
_BOX: Schema = {
    "type": "array",
    "prefixItems": [{"type": "number", "minimum": edge, "maximum": -edge} for edge in (-180, -90, -180, -90)],
    "minItems": 4,
    "maxItems": 4,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query: its name in the address, how it is read, how the document writes it."""

    name: str
    read: asking.Reader
    schema: Schema
    style: Mapping[str, Any] = field(default_factory=dict)


def _number(name: str, most: int, default: int) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return Parameter(name, asking.read_size(most), schema)


def _choice(name: str, choices: Sequence[str]) -> Parameter:
    return Parameter(name, asking.read_choice(*choices), {"type": "string", "enum": list(choices)})


_LIST = (
    Parameter("search", str, _TEXT),
    _number("page", LAST_PAGE, 1),
    _number("per_page", LARGEST_SIZE, DEFAULT_SIZE),
    _choice("format", ("json",)),
    _choice("lang", LOCALES),
    Parameter("taxonomy_term_id", asking.read_uuid, _UUID),
    Parameter("taxonomy_id", asking.read_uuid, _UUID),
    Parameter("organization_id", asking.read_uuid, _UUID),
    Parameter("modified_after", asking.read_moment, _MOMENT),
    Parameter("modified_before", asking.read_moment, _MOMENT),
    Parameter("minimal", asking.read_flag, _FLAG),
    Parameter("full", asking.read_flag, _FLAG),
    Parameter("full_service", asking.read_flag, _FLAG),
    Parameter("top_only", asking.read_flag, _FLAG),
    Parameter("parent_id", asking.read_uuid, _UUID),
    Parameter("bbox", asking.read_box, _BOX, {"style": "form", "explode": False}),
    _choice("sector", [sector.value for sector in Sector]),
)

PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {parameter.name: parameter for parameter in _LIST}
    | {"points_per_page": _number("per_page", MOST_POINTS, DEFAULT_POINTS)}
)
