"""Two answers for machines: the process lives, and the database answers with the newest schema."""

from flask import Flask, Response
from sqlalchemy import text

from app.kernel.access import PUBLIC, GuardedBlueprint
from app.kernel.db import db
from app.kernel.scope import unscoped
from app.web.respond import Answer

bp = GuardedBlueprint("health", __name__)


@bp.get("/healthz", access=PUBLIC, own_units=True)
def alive() -> Answer:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz", access=PUBLIC)
def ready() -> Answer:
    at = db.session.execute(
        text("SELECT version_num FROM alembic_version").execution_options(**unscoped("schema version"))
    ).scalar_one_or_none()
    return Response(f"ready {at}\n", status=200 if at else 503, mimetype="text/plain")


def init_health(app: Flask) -> None:
    app.register_blueprint(bp)
