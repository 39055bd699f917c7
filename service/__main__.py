"""`python -m service --build DIR/current --host H --port P`: serve a build with gunicorn."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

from model.errors import ChaotouError, InvalidData
from service.settings import Settings, table

LONGEST_REQUEST_LINE = 8190  # bytes: a Chinese character takes nine in an address


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.settings:
        print("\n".join(table()))
        return 0
    try:
        _serve(Settings.from_environment(os.environ, **_overrides(options)))
    except ChaotouError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service", description="Serve a build over HTTP.")
    parser.add_argument("--build", help="the build to serve, usually DIR/current")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (8000)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any setting; may be repeated")
    parser.add_argument("--settings", action="store_true", help="print the table of settings and stop")
    return parser


def _overrides(options: argparse.Namespace) -> dict[str, object]:
    given: dict[str, object] = {}
    for pair in options.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InvalidData(f"no value: {pair!r}", where="--set", advice="write NAME=VALUE")
        given[name] = value
    named = {"build": options.build, "host": options.host, "port": options.port}
    return given | {name: value for name, value in named.items() if value is not None}


def _serve(settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("service").setLevel(logging.INFO)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _gunicorn(settings).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from service.app import create_app

            return create_app(settings)

    if not settings.build.exists():
        raise InvalidData("there is no build", where=str(settings.build), advice="make one with ingest.py")
    Server().run()


def _gunicorn(settings: Settings) -> dict[str, object]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": "service.worker.Worker",
        "timeout": settings.request_timeout,
        "limit_request_line": LONGEST_REQUEST_LINE,
        "graceful_timeout": 20,
        "loglevel": "info",
        "proc_name": "chaotou",
        "control_socket_disable": True,
    }


if __name__ == "__main__":
    sys.exit(main())
