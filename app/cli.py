"""The `ura` command: serve, worker, migrate, demo, create-admin, run-periodic, audit verify, routes, run."""

import os
import signal
import subprocess
import sys
from types import FrameType

import click
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext

from app import create_app, registry
from app.config import Settings
from app.kernel import audit, clock, migrate, periodic
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.uow import unit


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False, load_dotenv=False)
def main() -> None:
    """Ura: a municipal inclusion referral network."""


for command in registry.list_commands():
    main.add_command(command)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def refuse_demo_in_production(settings: Settings) -> None:
    """Demo accounts have a password that everybody knows: they must not be served in earnest."""
    from app.accounts.queries import has_demo_accounts

    if not settings.is_production:
        return
    with unit(SYSTEM, read_only=True):
        found = has_demo_accounts()
    if found:
        raise click.ClickException(
            "this database holds demo accounts; URA_ENV=production does not serve them"
        )


@main.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.option("--workers", default=os.cpu_count() or 1, show_default="one a core")
@with_appcontext
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages."""
    from granian.constants import Interfaces
    from granian.server import Server

    refuse_demo_in_production(_settings())
    db.engine.dispose()
    Server(
        "app.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # The interpreter runs one thread at a time: a second one in a process only takes turns with the first.
        blocking_threads=1,
        backpressure=64,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()


@main.command()
@with_appcontext
def worker() -> None:
    """Carry out what waits in the outbox: mails and other work that follows a change."""
    huey = current_app.extensions["huey"]
    huey.create_consumer(workers=1, worker_type="thread", periodic=True, check_worker_health=True).run()


@main.command("run-periodic")
@click.argument("name", required=False)
@with_appcontext
def run_periodic(name: str | None) -> None:
    """Do periodic work NAME at once; without a name, list what there is and when it was last done."""
    if name is None:
        done = periodic.last_finished()
        for work in periodic.list_periodic():
            rhythm = f"every {work.every_hours} h" if work.every_hours else f"daily at {work.daily_at}:00"
            last = f"{clock.local(done[work.name]):%Y-%m-%d %H:%M}" if work.name in done else "never"
            click.echo(f"{work.name:35} {rhythm:15} last done: {last}")
        return
    try:
        periodic.run_now(name)
    except LookupError:
        raise click.BadParameter("no periodic work of this name; `ura run-periodic` lists them") from None
    click.echo(f"{name}: done")


@main.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Bring schema and reference tables up to date."""
    migrate.upgrade(db.engine)
    with unit(SYSTEM):
        registry.load_reference_data(SYSTEM)


@main.group("audit")
def audit_group() -> None:
    """The audit trail."""


@audit_group.command("verify")
@with_appcontext
def audit_verify() -> None:
    """Walk every hash chain; the exit code is 1 where one is broken."""
    with unit(SYSTEM, read_only=True) as session:
        results = list(audit.verify(session))
    for chain, held, broken in results:
        click.echo(f"{chain}: {'broken at link ' + str(broken) if broken else 'whole'}, {held} links hold")
    if any(broken for _chain, _held, broken in results):
        sys.exit(1)
    click.echo(f"{len(results)} chains, {sum(held for _chain, held, _broken in results)} links: all whole")


@main.command("routes")
@with_appcontext
def routes_command() -> None:
    """List every address with its method and who may enter."""
    rules = current_app.extensions["access"]
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{methods:5} {rule.rule:45} {rules[rule.endpoint].access:22} {rule.endpoint}")


@main.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True)
@click.pass_context
@with_appcontext
def run(context: click.Context, host: str, port: int) -> None:
    """Start everything for a trial: migrations, demo data where the database is empty, web server and worker."""
    from app.demo.cli import load_demo_where_empty, print_accounts

    context.invoke(migrate_command)
    if not _settings().is_production:
        load_demo_where_empty()
    db.engine.dispose()
    environment = {**os.environ, "HOST": host, "PORT": str(port)}
    environment.setdefault("URA_BASE_URL", f"http://{host}:{port}")
    children = [subprocess.Popen([sys.argv[0], name], env=environment) for name in ("serve", "worker")]  # noqa: S603
    click.echo(f"\nUra answers at http://{host}:{port}   (Ctrl-C stops it)\n")
    print_accounts()
    sys.exit(_watch(children))


def _watch(children: "list[subprocess.Popen[bytes]]") -> int:
    """Wait until one child ends or we are told to stop, then stop the others."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    code = 0
    try:
        while all(child.poll() is None for child in children):
            try:
                children[0].wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
        code = 1
    except KeyboardInterrupt:
        click.echo("stopping")
    for child in children:
        _end(child)
    return code


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ask a child to stop, and make it stop when it does not."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
