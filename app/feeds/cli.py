"""The command `ura export hsds`: the open data as files; what stands in them is written by the records."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.feeds.records.files import write_files
from app.kernel.actor import VISITOR
from app.kernel.i18n import DEFAULT_LOCALE, LOCALES, use_locale
from app.kernel.uow import unit


@click.group("export")
def export() -> None:
    """Write what is public as files."""


@export.command("hsds")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--lang",
    type=click.Choice(LOCALES),
    default=DEFAULT_LOCALE,
    show_default=True,
    help="The language of names and texts.",
)
@with_appcontext
def export_hsds(folder: Path, lang: str) -> None:
    """Write the open data in HSDS 3.1 as JSON files into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    with use_locale(lang), unit(VISITOR, read_only=True):
        counted = write_files(folder)
    for name, number in counted.items():
        click.echo(f"{name}: {number}")
