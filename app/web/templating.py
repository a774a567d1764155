"""What every template may use: texts, the actor, the places of the navigation, tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, g, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from app.kernel.actor import Actor, Role
from app.kernel.i18n import LazyText, current_locale, direction, gettext, ngettext
from app.kernel.ids import new_id
from app.web.assets import asset_url
from app.web.ui import init_ui


@dataclass(frozen=True, slots=True)
class NavPlace:
    """One place of the bottom bar: which endpoint, for whom."""

    key: str
    label: LazyText
    endpoint: str
    icon: str
    is_for: Callable[[Actor], bool]


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place as the template shows it."""

    key: str
    label: str
    href: str
    icon: str
    current: bool


def init_templating(app: Flask, nav: Sequence[NavPlace]) -> None:
    """Set up Jinja: strict about names, texts through the catalogues, macros under `ui`."""
    env = app.jinja_env

    env.add_extension("jinja2.ext.i18n")
    env.trim_blocks = env.lstrip_blocks = True

    env.globals.update(
        _=_text,
        gettext=_text,
        ngettext=_plural,
        asset_url=asset_url,
        nav_items=_navigation(nav),
        csrf_token=generate_csrf,
        new_idempotency_key=new_id,
    )
    init_ui(app)

    @app.context_processor
    def _common() -> dict[str, object]:
        locale, actor = current_locale(), g.get("actor")
        return {
            "actor": actor,
            "here": _here(),
            "demo_mode": actor is not None and actor.is_demo,
            "locale": locale,
            "direction": direction(locale),
            "is_htmx": bool(getattr(request, "htmx", False)),
        }


def _navigation(nav: Sequence[NavPlace]) -> Callable[[], list[NavItem]]:
    """What lists the places of the reader; the same for everybody in a role, so written out once in a language."""
    known: dict[tuple[Role, str], list[NavItem]] = {}

    def nav_items() -> list[NavItem]:
        actor = g.get("actor")
        if actor is None:
            return []
        key = (actor.role, current_locale())
        if key not in known:
            known[key] = [
                NavItem(place.key, str(place.label), url_for(place.endpoint), place.icon, False)
                for place in nav
                if place.is_for(actor)
            ]
        return known[key]

    return nav_items


def _here() -> str:
    """The address of this page, to come back to after choosing a language; only a page can be come back to."""
    if not request.path.isprintable():
        return "/"
    return request.full_path if request.method == "GET" and request.query_string else request.path


def _text(message: str, **values: object) -> str | Markup:
    """A text with its values escaped: the text itself is ours, the values may be anybody's."""
    text = gettext(message)
    if not values:
        return text
    # The text is ours; only the values are anybody's, and they are escaped.
    return Markup(text) % {name: escape(value) for name, value in values.items()}  # noqa: S704


def _plural(singular: str, plural: str, number: int, **values: object) -> Markup:
    text = ngettext(singular, plural, number, **{name: escape(value) for name, value in values.items()})
    return Markup(text)  # noqa: S704 - our own text; the values are escaped
