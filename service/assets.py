"""Files of ours under /static/, and those of the browser libraries under /static/vendor/, by an allow-list.

Nothing third-party is committed: the libraries stay where `npm ci` puts them, and only the files named here are served.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

from service.compression import LEVEL, is_text

blueprint = Blueprint("assets", __name__)
ROOT = Path(__file__).parent / "static"
PACKAGES = Path(__file__).parent.parent / "node_modules"
VENDOR = {
    "cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    "yasgui.min.js": "@zazuko/yasgui/build/yasgui.min.js",
    "yasgui.min.css": "@zazuko/yasgui/build/yasgui.min.css",
}
_YEAR = "public, max-age=31536000, immutable"
_CHECK = "no-cache"


def install(app: Flask) -> None:
    app.jinja_env.globals["asset"] = url


def url(name: str) -> str:
    """The address of a file under /static/ with its fingerprint, so that a browser may keep it for good."""
    path = _locate(name)
    return f"/static/{name}?v={_fingerprint(path, path.stat().st_mtime_ns)}" if path else f"/static/{name}"


@blueprint.get("/static/<path:name>")
def static(name: str) -> Response:
    path = _locate(name)
    if path is None:
        abort(404, f"no such file: {name}")
    stamp = path.stat().st_mtime_ns
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    zipped = is_text(media_type) and request.accept_encodings["gzip"] > 0
    response = Response(_content(path, stamp, zipped=zipped), mimetype=media_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    fingerprint = _fingerprint(path, stamp)
    response.set_etag(f"{fingerprint}-gzip" if zipped else fingerprint)
    response.headers["Cache-Control"] = _YEAR if request.args.get("v") == fingerprint else _CHECK
    return response.make_conditional(request)  # type: ignore[return-value]


def _locate(name: str) -> Path | None:
    if name.startswith("vendor/"):
        listed = VENDOR.get(name.removeprefix("vendor/"))
        path = PACKAGES / listed if listed else None
    else:
        path = (ROOT / name).resolve()
        path = path if path.is_relative_to(ROOT) else None
    return path if path and path.is_file() else None


@lru_cache(maxsize=128)
def _fingerprint(path: Path, _stamp: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=128)
def _content(path: Path, _stamp: int, *, zipped: bool) -> bytes:
    content = path.read_bytes()
    return gzip.compress(content, compresslevel=LEVEL, mtime=0) if zipped else content
