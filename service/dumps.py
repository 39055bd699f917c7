"""`/dumps/…`: the whole build as compressed N-Quads, N-Triples or Turtle, and each document by itself."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, abort

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
    if not _AT_ONCE.acquire(blocking=False):
        raise Busy("two dumps are being sent already", advice="try again in a minute")
    command = [sys.executable, "-m", "graph.dump", str((served().build.path / layout.GRAPH).resolve()), NAMES[name]]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT)
    response = Response(_output(process), content_type="application/gzip")
    response.headers["Content-Disposition"] = f'attachment; filename="{served().id}-{name}"'
    response.call_on_close(lambda: _end(process))
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


def _output(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    if process.stdout is not None:
        while block := process.stdout.read(_BLOCK):
            yield block


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    _AT_ONCE.release()
