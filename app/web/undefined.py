"""How strict templates are about what does not exist; what they may use belongs to templating."""

from collections.abc import Mapping
from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, Undefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

# None: an expression, not a name. A macro that may be called with a body asks whether there is a caller.
_MAY_BE_MISSING = (None, "caller")


class StrictNames(Undefined):
    """An unknown name or attribute is an error; a key that a dictionary lacks, or an `if` without `else`, is empty.

    The GOV.UK macros take one dictionary of options and ask it for keys that nobody gave.
    """

    def __new__(  # type: ignore[misc]
        cls,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> Undefined:
        is_optional = name in _MAY_BE_MISSING or isinstance(obj, Mapping)
        kind = ChainableUndefined if is_optional else StrictUndefined
        return kind(hint, obj, name, exc)
