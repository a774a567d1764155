import pytest
from sqlalchemy import func, select

from app.demo.cli import demo, load_demo_where_empty, print_accounts
from app.demo.content import PASSWORD
from app.kernel.actor import SYSTEM
from app.kernel.db import db
from app.kernel.uow import unit
from app.people.models import Person
from app.referrals.models import Referral
from tests.support.databases import Database

SMALL = ["--people", "5", "--referrals", "6", "--seed", "3"]


def count(model: type[Person] | type[Referral]) -> int:
    with unit(SYSTEM, read_only=True) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_command_loads_the_wanted_size_and_prints_the_accounts(database: Database) -> None:
    db.session.remove()
    result = database.app.test_cli_runner().invoke(demo, SMALL)
    assert result.exit_code == 0, result.output
    assert "worker.tirane@ura.example" in result.output
    assert PASSWORD in result.output
    assert (count(Person), count(Referral)) == (5, 6)


def test_the_command_refuses_a_database_that_is_in_use(database: Database) -> None:
    db.session.remove()
    runner = database.app.test_cli_runner()
    runner.invoke(demo, SMALL)
    again = runner.invoke(demo, SMALL)
    assert again.exit_code == 1
    assert "empty" in again.output
    assert count(Person) == 5


@pytest.mark.usefixtures("database")
def test_a_trial_loads_demo_data_once() -> None:
    db.session.remove()
    assert load_demo_where_empty()
    assert not load_demo_where_empty()


def test_demo_data_is_refused_in_production(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    db.session.remove()
    monkeypatch.setattr(database.app.extensions["settings"], "env", "production")
    result = database.app.test_cli_runner().invoke(demo, SMALL)
    assert result.exit_code == 1
    assert "production" in result.output
    assert count(Person) == 0


@pytest.mark.usefixtures("database")
def test_no_account_is_printed_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    db.session.remove()
    print_accounts()
    assert not capsys.readouterr().out
