"""What every template may use: texts, the actor, the places of the navigation, tokens."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from flask import Flask, g, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from app.kernel.i18n import current_locale, direction, gettext, ngettext
from app.kernel.ids import new_id
from app.web.assets import asset_url
from app.web.frame import Frame, NavPlace
from app.web.ui import init_ui

_TOKENS_REMEMBERED = 2_000


def init_templating(app: Flask, nav: Sequence[NavPlace]) -> None:
    """Set up Jinja: strict about names, texts through the catalogues, macros under `ui`."""
    env, frame = app.jinja_env, Frame(nav)

    env.add_extension("jinja2.ext.i18n")
    env.trim_blocks = env.lstrip_blocks = True

    env.globals.update(
        _=_text,
        gettext=_text,
        ngettext=_plural,
        asset_url=asset_url,
        nav_items=frame.nav_items,
        draw_nav=frame.draw_nav,
        draw_foot=frame.draw_foot,
        csrf_token=_csrf_tokens(),
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


def _csrf_tokens() -> Callable[[], str]:
    """What gives the token of this browser's session; signing it takes as long as drawing a form."""
    known: OrderedDict[str, str] = OrderedDict()

    def csrf_token() -> str:
        secret = session.get("csrf_token", "")
        if secret in known:
            return known[secret]
        token: str = generate_csrf()
        known[session["csrf_token"]] = token
        if len(known) > _TOKENS_REMEMBERED:
            known.popitem(last=False)
        return token

    return csrf_token


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
