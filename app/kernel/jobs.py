"""The queue: huey wakes a worker for each outbox job, sweeps up what a crash left behind and looks what is due."""

import logging
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab

from app.config import Settings
from app.kernel import outbox, periodic

log = logging.getLogger(__name__)


def make_huey(url: str) -> Huey:
    """The queue behind a URL: sqlite:///file, postgresql://… or redis://…"""
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return SqliteHuey("ura", filename=url.removeprefix("sqlite:///"), results=False, fsync=False)
    if scheme in {"postgresql", "postgres"}:
        return PostgresHuey("ura", dsn=url, results=False)
    if scheme in {"redis", "rediss"}:
        return RedisHuey("ura", url=url, results=False)
    raise ValueError(f"URA_HUEY_URL has an unknown scheme: {scheme!r}")


def init_jobs(app: Flask, settings: Settings) -> None:
    """Connect the outbox to the queue. Nothing touches the queue's database until a job is waiting."""
    huey = make_huey(settings.resolved_huey_url)
    app.extensions["huey"] = huey

    def deliver_job(job_id: str) -> None:
        with app.app_context():
            try:
                outbox.deliver(UUID(job_id))
            except Exception as error:
                # The outbox row keeps the failure, and the sweep tries again.
                log.error("job %s failed: %s", job_id, type(error).__name__)

    def sweep_outbox() -> None:
        with app.app_context():
            waiting = outbox.list_due()
        for job_id in waiting:
            deliver_job(str(job_id))

    def do_periodic_work() -> None:
        with app.app_context():
            periodic.run_due()

    task = huey.task(name="deliver_job")(deliver_job)
    huey.periodic_task(crontab(minute="*"), name="sweep_outbox")(sweep_outbox)
    huey.periodic_task(crontab(minute="*"), name="do_periodic_work")(do_periodic_work)

    def wake(job_id: UUID) -> None:
        # The row is committed: a queue that is down delays the job until the next sweep, and no more.
        try:
            task(str(job_id))
        except Exception as error:
            log.error("the queue did not take job %s: %s", job_id, type(error).__name__)

    app.extensions["wake_worker"] = wake
