"""What referrals add to the `ura` command."""

from pathlib import Path

import click

from app.config import PROJECT_ROOT
from app.referrals.domain import states_page

PAGE = PROJECT_ROOT / "docs" / "referral-states.md"


@click.command("referral-states")
@click.option("--to", "path", type=click.Path(path_type=Path), default=PAGE, show_default=False)
def write_states(path: Path) -> None:
    """Draw the lifecycle of a referral anew, into docs/referral-states.md."""
    path.write_text(states_page(), encoding="utf-8")
    click.echo(str(path))
