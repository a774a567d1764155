"""The command `ura demo`, and what `ura run` uses of it; how rows come about is the generator's business."""

from typing import NoReturn

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from tqdm import tqdm

from app.accounts.models import User
from app.config import Settings
from app.demo.content import PASSWORD, list_accounts
from app.demo.generator import Loaded, Tell, generate
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.uow import unit
from app.providers.models import Organisation

_DEFAULT_PEOPLE, _DEFAULT_REFERRALS, _DEFAULT_SEED = 60, 120, 1


@click.command("demo")
@click.option(
    "--services", type=click.IntRange(0), help="At least so many services; the real institutions always come."
)
@click.option("--people", type=click.IntRange(0), default=_DEFAULT_PEOPLE, show_default=True)
@click.option("--referrals", type=click.IntRange(0), default=_DEFAULT_REFERRALS, show_default=True)
@click.option(
    "--seed", type=int, default=_DEFAULT_SEED, show_default=True, help="The same seed gives the same data."
)
@with_appcontext
def demo(services: int | None, people: int, referrals: int, seed: int) -> None:
    """Fill an empty database with real institutions and invented persons."""
    _refuse_in_production()
    if has_organisations():
        raise click.ClickException(
            "this database holds organisations already; demo data goes into an empty one only"
        )
    loaded = _load(services, people, referrals, seed)
    click.echo(
        f"{loaded.organisations} organisations, {loaded.services} services, "
        f"{loaded.people} people, {loaded.referrals} referrals"
    )
    print_accounts()


def load_demo_where_empty() -> bool:
    """Load demo data of the usual size unless somebody has begun to use the database; says whether it did."""
    _refuse_in_production()
    if has_organisations() or _has_accounts():
        return False
    _load(None, _DEFAULT_PEOPLE, _DEFAULT_REFERRALS, _DEFAULT_SEED)
    return True


def print_accounts() -> None:
    """The demo accounts with their password, where they exist."""
    emails = [account.email for account in list_accounts()]
    with unit(SYSTEM, read_only=True) as session:
        found = set(session.scalars(select(User.email).where(User.is_demo, User.email.in_(emails))))
    if not found:
        return
    click.echo(f"Demo accounts, password {PASSWORD}:")
    for account in list_accounts():
        if account.email in found:
            click.echo(f"  {account.email:38} {account.role.replace('_', ' ')}")


def has_organisations() -> bool:
    """Whether anybody has been registered here."""
    with unit(SYSTEM, read_only=True) as session:
        return session.scalar(select(Organisation.id).limit(1)) is not None


def _has_accounts() -> bool:
    with unit(SYSTEM, read_only=True) as session:
        return session.scalar(select(User.id).limit(1)) is not None


def _refuse_in_production() -> None:
    settings: Settings = current_app.extensions["settings"]
    if settings.is_production:
        raise click.ClickException(
            "demo accounts have a password that everybody knows: not with URA_ENV=production"
        )


def _load(services: int | None, people: int, referrals: int, seed: int) -> Loaded:
    bars = _Bars()
    try:
        with unit(SYSTEM):
            loaded = generate(SYSTEM, services, people, referrals, seed, bars.tell)
    finally:
        bars.close()
    # The engine plans its queries by what it knows of the tables: tell it at once that they are full.
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return loaded


class _Bars:
    """One progress bar after the other, on a terminal only."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: tqdm[NoReturn] | None = None

    @property
    def tell(self) -> Tell:
        return self._show

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _show(self, what: str, done: int, total: int) -> None:
        if what != self._what or self._bar is None:
            self.close()
            # None: no bar where nobody looks.
            bar: tqdm[NoReturn] = tqdm(total=total, desc=what.replace("_", " "), disable=None)
            self._bar, self._what = bar, what
        self._bar.update(done - self._bar.n)
