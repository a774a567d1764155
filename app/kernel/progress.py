"""How far long work has come: told beside the database, since nobody sees a transaction before its end."""

import logging

from flask import current_app

log = logging.getLogger(__name__)

DONE = 100


def tell_progress(key: str, hundredths: int) -> None:
    """Say how far a piece of work is. A queue that is down costs only the bar."""
    try:
        current_app.extensions["huey"].put(f"progress:{key}", hundredths)
    except Exception as error:
        log.warning("the queue did not take the progress: %s", type(error).__name__)


def read_progress(key: str) -> int:
    """How far it is as it was told last; 0 where nothing was told."""
    try:
        told = current_app.extensions["huey"].get(f"progress:{key}", peek=True)
    except Exception as error:
        log.warning("the queue did not say the progress: %s", type(error).__name__)
        return 0
    return told if isinstance(told, int) else 0
