"""GOV.UK form widgets in our words: what their macros say in English only, and what they leave empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govuk_frontend_wtf.gov_form_base import GovIterableBase
from govuk_frontend_wtf.wtforms_widgets import GovDateInput

from app.kernel.i18n import gettext as _

Params = dict[str, Any]


def widget_params(params: Params) -> Params:
    """What every widget shares: no empty hint, our word before an error, and no bubble of the browser."""
    hint = params.get("hint") or {}
    if not (hint.get("text") or hint.get("html")):
        params["hint"] = None
    if params.get("errorMessage"):
        params["errorMessage"] = {**params["errorMessage"], "visuallyHiddenText": _("Error")}
    attributes = params.get("attributes") or {}
    if attributes.pop("required", None):
        # The server says what is missing, in the reader's language, and nothing typed is lost.
        attributes["aria-required"] = "true"
    return params


def date_params(params: Params) -> Params:
    """A date in three boxes: day, month, year."""
    labels = (_("Day"), _("Month"), _("Year"))
    boxes = zip(params["items"], labels, strict=True)
    attributes = params.get("attributes") or {}
    attributes.pop("required", None)
    items = [{**box, "label": label, "value": box.get("value") or ""} for box, label in boxes]
    return widget_params({**params, "attributes": attributes, "items": items})


def password_params(params: Params) -> Params:
    """A password with a button that shows it (only where scripts run)."""
    return widget_params(
        {
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            **params,
        }
    )


def count_params(params: Params) -> Params:
    """A long text with its limit said below."""
    return widget_params({"textareaDescriptionText": _("At most %{count} characters"), **params})


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A problem of a form and where to mend it; a problem of the whole form has no place (empty href)."""

    text: str
    href: str


def error_links(form: Any) -> list[ErrorLink]:
    """Every problem of a form in the order of its fields, one a field."""
    whole = [ErrorLink(str(text), "") for text in getattr(form, "form_errors", ())]
    return [*whole, *_field_links(form)]


def _field_links(fields: Any) -> Iterator[ErrorLink]:
    for field in fields:
        inner = getattr(field, "entries", None) or getattr(field, "form", None)
        if inner and not hasattr(field, "choices"):
            yield from _field_links(inner)
        elif field.errors:
            yield ErrorLink(str(field.errors[0]), f"#{_target(field)}")


def _target(field: Any) -> str:
    """The id that a widget gives to the control that should take the focus."""
    if isinstance(field.widget, GovDateInput):
        return f"{field.name}-day"
    return str(field.name if isinstance(field.widget, GovIterableBase) else field.id)
