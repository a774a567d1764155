"""What referrals add to the `ura` command."""

from pathlib import Path

import click

from app.config import PROJECT_ROOT
from app.referrals.domain import states_page

PAGE = PROJECT_ROOT / "docs" / "referral-states.md"


@click.group()
def referrals() -> None:
    """Referrals: the drawn lifecycle."""


@referrals.command()
@click.option("--to", "path", type=click.Path(path_type=Path), default=PAGE, show_default=False)
def diagram(path: Path) -> None:
    """Write docs/referral-states.md anew from the table of moves."""
    path.write_text(states_page(), encoding="utf-8")
    click.echo(str(path))
