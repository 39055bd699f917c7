"""Validators by build: what a build answers never changes, so a request that was answered from it is answered 304.

Applies to every GET but those of `UNCACHED`; the tag covers the build, the code, the URL, the language and what is
accepted.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, g, request

from service.current import served
from service.language import language

UNCACHED = ("/healthz", "/metrics", "/static/", "/sparql")
PACKAGES = ("service", "answering", "analysis", "figures", "reports")


def install(app: Flask) -> None:
    app.before_request(_not_modified)
    app.after_request(_tag)


@cache
def code_version() -> str:
    """Changes whenever the code or a template of the packages that make a response does."""
    root = Path(__file__).parent.parent
    files = sorted(path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    kept = [path for path in files if path.suffix in (".py", ".html", ".yaml", ".css", ".js")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in kept)).hexdigest()[:12]


def _cached() -> bool:
    path = request.path
    exact = path in UNCACHED
    return request.method in ("GET", "HEAD") and not exact and not path.startswith("/static/")


def _etag() -> str:
    parts = (served().id, code_version(), request.full_path, language(), str(request.accept_mimetypes))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _not_modified() -> Response | None:
    if _cached() and request.if_none_match and request.if_none_match.contains_weak(_etag()):
        g.not_modified = True
        return _validators(Response(status=304))
    return None


def _tag(response: Response) -> Response:
    if response.status_code == 200 and _cached() and "ETag" not in response.headers:
        _validators(response)
    return response


def _validators(response: Response) -> Response:
    response.set_etag(_etag(), weak=True)
    response.vary.update(("Accept", "Accept-Language", "Cookie"))
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
