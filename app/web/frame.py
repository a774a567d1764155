"""The frame of every page: navigation and foot, drawn once for each role and language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, render_template, url_for
from markupsafe import Markup

from app.kernel.actor import Actor, Role
from app.kernel.i18n import LazyText, current_locale


@dataclass(frozen=True, slots=True)
class NavPlace:
    """One place of the bottom bar: which endpoint, for whom. What decides is the role alone."""

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


class Frame:
    """What surrounds a page; the same for everybody in a role, so written out once in a language."""

    def __init__(self, nav: Sequence[NavPlace]) -> None:
        self._nav = nav
        self._items: dict[tuple[Role, str], list[NavItem]] = {}
        self._drawn: dict[tuple[str, Role | None, str, object], Markup] = {}

    def nav_items(self) -> list[NavItem]:
        """The places of the reader."""
        actor = g.get("actor")
        if actor is None:
            return []
        key = (actor.role, current_locale())
        if key not in self._items:
            self._items[key] = [
                NavItem(place.key, str(place.label), url_for(place.endpoint), place.icon)
                for place in self._nav
                if place.is_for(actor)
            ]
        return self._items[key]

    def draw_nav(self, here: str) -> Markup:
        """The navigation, with the place where the reader is."""
        return self._draw("layout/nav.html", here, places=self.nav_items, nav=lambda: here)

    def draw_foot(self, demo_mode: bool) -> Markup:
        """Who pays, and whether these are invented people."""
        return self._draw("layout/foot.html", demo_mode, demo_mode=lambda: demo_mode)

    def _draw(self, template: str, fact: object, **context: Callable[[], Any]) -> Markup:
        actor = g.get("actor")
        key = (template, actor.role if actor else None, current_locale(), fact)
        if key not in self._drawn:
            values = {name: read() for name, read in context.items()}
            self._drawn[key] = Markup(render_template(template, **values))  # noqa: S704 - a template wrote it
        return self._drawn[key]
