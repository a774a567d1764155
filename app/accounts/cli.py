"""Commands of accounts: the first administrator."""

import click
from flask.cli import with_appcontext

from app.accounts import domain, services
from app.accounts.services.passwords import hash_password
from app.accounts.words import FIELD_ERRORS
from app.kernel.actor import SYSTEM
from app.kernel.errors import Invalid
from app.kernel.i18n import use_locale
from app.kernel.permissions import Role
from app.kernel.uow import unit


@click.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", prompt=True)
@click.password_option(help="Asked for when not given.")
@with_appcontext
def create_admin(email: str, name: str, password: str) -> None:
    """Make an administrator's account."""
    address = domain.normalise_email(email)
    try:
        domain.check_password(password, address)
    except Invalid as error:
        with use_locale("en"):
            raise click.ClickException(str(FIELD_ERRORS[error.fields["password"]])) from None
    hashed = hash_password(password)
    with unit(SYSTEM):
        services.open_account(services.NewAccount(address, name, hashed, Role.ADMINISTRATOR))
    click.echo(f"administrator {address} can sign in now")
