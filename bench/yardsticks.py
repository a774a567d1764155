"""The yardsticks: the least that a Flask application can do for an answer, a list of 25 rows and a durable insert."""

import os
from uuid import UUID, uuid4

from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Index, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kernel.db import prepare_engine

URL_VARIABLE = "BENCH_YARDSTICK_URL"
ROWS = 25
SECTORS = ("social", "education", "employment", "health", "legal", "shelter", "protection", "cash")
_BATCH = 1_000


class Base(DeclarativeBase):
    """Tables of the yardsticks."""


class Service(Base):
    """A service, as plain as can be."""

    __tablename__ = "service"
    __table_args__ = (Index("ix_service_sector", "sector", "name", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    organisation: Mapped[str]
    town: Mapped[str]
    sector: Mapped[str]
    languages: Mapped[str]
    places_free: Mapped[int]


class Note(Base):
    """What the insert writes."""

    __tablename__ = "note"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    sector: Mapped[str]
    text: Mapped[str]


db = SQLAlchemy(model_class=Base)


def make_app() -> Flask:
    """The yardsticks on the database that the environment names."""
    flask = Flask("bench")
    flask.config["SQLALCHEMY_DATABASE_URI"] = os.environ[URL_VARIABLE]
    db.init_app(flask)
    with flask.app_context():
        # The same durability, the same waiting for one another as Ura's.
        prepare_engine(db.engine)
    flask.add_url_rule("/text", view_func=text)
    flask.add_url_rule("/list", view_func=show_list)
    flask.add_url_rule("/insert", view_func=keep, methods=["POST"])
    return flask


def text() -> str:
    return "Ura\n"


def show_list() -> str:
    db.session.connection(execution_options={"ura_read_only": True})
    found = select(Service).where(Service.sector == request.args["sector"])
    services = db.session.scalars(found.order_by(Service.name, Service.id).limit(ROWS)).all()
    return render_template("list.html", services=services, sector=request.args["sector"])


def keep() -> str:
    db.session.add(Note(sector=request.form["sector"], text=request.form["text"]))
    db.session.commit()
    return "kept\n"


def fill(flask: Flask, services: int) -> None:
    """Make the tables, and as many services as Ura has, spread over the sectors."""
    with flask.app_context():
        db.create_all()
        for start in range(0, services, _BATCH):
            rows = [_row(number) for number in range(start, min(start + _BATCH, services))]
            db.session.execute(insert(Service), rows)
        db.session.commit()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
        db.engine.dispose()


def _row(number: int) -> dict[str, object]:
    return {
        "name": f"Kurs {number * 7919 % 100_003:06d}",
        "organisation": f"Qendra {number // 5}",
        "town": f"Bashkia {number % 61}",
        "sector": SECTORS[number % len(SECTORS)],
        "languages": "sq, en, fa",
        "places_free": number % 12,
    }
