"""`/dumps/…`: the whole build as compressed N-Quads, N-Triples or Turtle, and each document by itself."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, abort, request

from builds import layout
from graph.formats import EXTENSIONS
from graph.serialization import serialize
from graph.terms import Iri
from graph.workers import Busy
from service import cross_origin
from service.current import served
from service.links import absolute
from service.negotiation import content_type

blueprint = Blueprint("dumps", __name__)
cross_origin.allow(blueprint)

NAMES = {"chaotou.nq.gz": "nq", "chaotou.nt.gz": "nt", "chaotou.ttl.gz": "ttl"}
_ROOT = Path(__file__).resolve().parent.parent
_BLOCK = 1 << 16
_AT_ONCE = threading.BoundedSemaphore(2)


@blueprint.get("/dumps/<name>")
def whole(name: str) -> Response:
    """Made while it is sent, by a process of its own; the same build gives the same bytes."""
    if name not in NAMES:
        abort(404, f"there is no dump {name}; there are {', '.join(NAMES)}")
    response = Response(content_type="application/gzip")
    response.headers["Content-Disposition"] = f'attachment; filename="{served().id}-{name}"'
    if request.method == "GET":
        dump = _Dump(served().build.path / layout.GRAPH, NAMES[name])
        response.response = iter(dump)
        response.call_on_close(dump.close)
    return response


@blueprint.get("/dumps/documents/<id>.<suffix>")
def document(id: str, suffix: str) -> Response:
    """What one document states: the named graph that bears its IRI."""
    if suffix not in EXTENSIONS:
        abort(404, f"no such form of data: give one of {', '.join(EXTENSIONS)}")
    graph = served().build.base + f"document/{id}"
    triples = []
    if Iri.valid(graph):
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        triples = served().build.graph.construct(query)
    if not triples:
        abort(404, f"this build holds no document {id[:100]}")
    media_type = EXTENSIONS[suffix]
    body = serialize(triples, media_type, context=absolute("/context.jsonld"))
    return Response(body, content_type=content_type(media_type))


class _Dump:
    """A dump under way, in a process of its own that ends with it. Raises Busy when enough are."""

    def __init__(self, store: Path, kind: str) -> None:
        if not _AT_ONCE.acquire(blocking=False):
            raise Busy("two dumps are being sent already", advice="try again in a minute")
        command = [sys.executable, "-m", "graph.dump", str(store.resolve()), kind]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT)
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        output = self._process.stdout
        while output is not None and (block := output.read(_BLOCK)):
            yield block
        self.close()

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        _AT_ONCE.release()
