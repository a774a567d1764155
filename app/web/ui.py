"""Connects the look with Jinja: loaders, filters and the global `ui`; the macros themselves are in templates/ui."""

from pathlib import Path

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from app.web import filters, widgets
from app.web.undefined import StrictNames

TEMPLATES = Path(__file__).resolve().parent / "templates"


def init_ui(app: Flask) -> None:
    """Set up loaders, filters and macros. Call it last: macros see the globals that are there by then."""
    # Ours first: templates/govuk_frontend_wtf puts our words between the widgets and the macros of GOV.UK.
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), govuk])
    env = app.jinja_env
    env.undefined = StrictNames
    env.filters.update(
        date=filters.date_text,
        datetime=filters.datetime_text,
        phone=filters.phone,
        since=filters.since,
        weekday=filters.weekday,
    )
    env.globals.update(
        # The GOV.UK macros come from JavaScript and still compare with these.
        undefined=ChainableUndefined(),
        null=ChainableUndefined(),
        error_links=widgets.error_links,
        widget_params=widgets.widget_params,
        date_params=widgets.date_params,
        password_params=widgets.password_params,
        count_params=widgets.count_params,
    )
    env.globals["ui"] = env.get_template("ui/macros.html").module
