"""The server's worker process, which answers in our words where a request never reaches the application."""

from __future__ import annotations

import contextlib
import socket
import time
from pathlib import Path
from typing import Any

from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from service.headers import HEADERS

PAGE = Path(__file__).parent / "templates" / "address_too_long.html"
_MOST_READ = 1 << 20
_PATIENCE = 1.0  # seconds


class Worker(ThreadWorker):  # type: ignore[misc]
    """The threaded worker; where an address is too long, a page says in both languages what to do."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        self.log.info("an address of more than %s bytes from %s", self.cfg.limit_request_line, addr[0] if addr else "")
        with contextlib.suppress(OSError):
            _drain(client)
            client.sendall(too_long())


def too_long() -> bytes:
    """A whole response (RFC 9110, section 15.5.15)."""
    body = PAGE.read_bytes()
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Cache-Control": "no-store",
        **HEADERS,
    }
    lines = ["HTTP/1.1 414 URI Too Long", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
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
