"""Serves one application as `ura serve` serves Ura: the same server, threads and limits, whatever is served."""

import sys

from granian.constants import Interfaces
from granian.server import Server


def main(target: str, port: str, workers: str) -> None:
    """Serve `module:app` on this machine until told to stop."""
    Server(
        target,
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=1,
        backpressure=64,
        respawn_failed_workers=True,
        log_enabled=False,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
