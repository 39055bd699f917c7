"""The server's worker process, which answers in our words where a request never reaches the application."""

from __future__ import annotations

import contextlib
import socket
import time
from pathlib import Path
from typing import Any

from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker
from jinja2 import Environment, FileSystemLoader

from service.headers import HEADERS

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
TOO_LONG = "414 URI Too Long", "address_too_long.html"  # RFC 9110, section 15.5.15
MALFORMED = "400 Bad Request", "address_malformed.html"  # RFC 9112, section 3.2: ASCII only
_MOST_READ = 1 << 20
_PATIENCE = 1.0  # seconds


class Worker(ThreadWorker):  # type: ignore[misc]
    """The threaded worker; where an address is too long or no address, a page says in both languages what to do."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, (LimitRequestLine, InvalidRequestLine)):
            super().handle_error(req, client, addr, exc)
            return
        status, page = TOO_LONG if isinstance(exc, LimitRequestLine) else MALFORMED
        self.log.info("%s for an address from %s", status, addr[0] if addr else "")
        with contextlib.suppress(OSError):
            _drain(client)
            client.sendall(response(status, page))


def response(status: str, page: str) -> bytes:
    """A whole one, as it goes over the wire; `page` is a template."""
    body = _TEMPLATES.get_template(page).render().encode()
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Cache-Control": "no-store",
        **HEADERS,
    }
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _drain(client: socket.socket) -> None:
    """Read what is still coming: closing on unread bytes would reset the connection before the page arrives."""
    client.settimeout(0.1)
    end, read = time.monotonic() + _PATIENCE, 0
    with contextlib.suppress(TimeoutError):
        while read < _MOST_READ and time.monotonic() < end:
            received = client.recv(1 << 16)
            if not received:
                return
            read += len(received)
