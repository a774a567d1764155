"""What people add to the `ura` command."""

import click
from flask.cli import with_appcontext

from app.kernel.actor import SYSTEM
from app.kernel.uow import unit
from app.people.services import reseal_notes


@click.command("rotate-data-key")
@with_appcontext
def rotate_data_key() -> None:
    """Seal all notes with the first key of URA_DATA_KEY; afterwards the older ones can be left out."""
    with unit(SYSTEM):
        notes = reseal_notes()
    click.echo(f"{notes} notes are sealed with the newest key")
