"""`/sparql`: the SPARQL 1.1 Protocol for clients (query only), the service description, and an editor for browsers."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from werkzeug.wrappers import Response as Answered

from builds import layout
from graph.address import parse
from graph.diagnosis import diagnose
from graph.formats import GRAPHS, offered, with_link
from graph.forwarding import RemotePool
from graph.limits import Limits
from graph.scan import BadSyntax, Form, Query, Refused, scan
from graph.workers import QueryPool, Result, ResultTooLarge, TooManyAtOnce
from model.errors import QueryError, QueryTimeout
from service import cross_origin, saved_queries, void
from service.current import Served, served
from service.errors import failure
from service.links import absolute
from service.negotiation import HTML, choose, content_type
from service.settings import Settings
from service.sparql_request import Asked, read

blueprint = Blueprint("sparql", __name__)
cross_origin.allow(blueprint, methods="GET, HEAD, POST, OPTIONS")

ROW_LIMIT = "X-Row-Limit"
ROWS = "/sparql/limits#rows"  # what the head of a result that was cut links to


class UnknownGraph(QueryError):
    """A graph that this build does not hold; nothing is fetched."""


_REFUSALS: tuple[tuple[type[QueryError], int, str], ...] = (
    (QueryTimeout, 503, "timeout"),
    (TooManyAtOnce, 429, "too_many_requests"),
    (Refused, 403, "refused"),
    (ResultTooLarge, 400, "result_too_large"),
    (BadSyntax, 400, "syntax_error"),
    (UnknownGraph, 400, "unknown_graph"),
    (QueryError, 400, "bad_query"),
)
_COMPRESSED_FROM = 800  # bytes
# The editor builds style sheets and inline styles of its own.
_EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@blueprint.route("/sparql", methods=["GET", "POST"], strict_slashes=False)
def endpoint() -> Answered:
    asked = read(limits().query_kib << 10)
    if asked.query is None:
        return _editor("") if _wants_editor() else void.answer(void.service_description())
    if request.method == "GET" and _wants_editor():
        return _editor(asked.query)
    query = scan(asked.query, base=address(), depth=limits().depth)
    return _answer(query, asked, choose(offered(query.form), form=asked.format))


@blueprint.get("/sparql/limits")
def told_limits() -> Response:
    """The limits of this endpoint by name, as docs/sparql.md explains them."""
    return jsonify(asdict(limits()))


@blueprint.errorhandler(QueryError)
def refuse(error: QueryError) -> Response:
    status, code = next((status, code) for kind, status, code in _REFUSALS if isinstance(error, kind))
    response = failure(status, code, str(error))
    if status in (429, 503):
        response.headers["Retry-After"] = "5"
    return response


def address() -> str:
    """The endpoint's own address, which is also the base IRI of queries."""
    return absolute("/sparql")


def limits() -> Limits:
    settings: Settings = current_app.config["SETTINGS"]
    return Limits(
        workers=settings.sparql_workers,
        slow=settings.sparql_slow_workers,
        patience=settings.sparql_patience,
        timeout=settings.sparql_timeout,
        memory_mib=settings.sparql_memory_mib,
        result_mib=settings.sparql_result_mib,
        rows=settings.sparql_rows,
        query_kib=settings.sparql_query_kib,
        depth=settings.sparql_depth,
        queue=settings.sparql_queue,
        queue_seconds=settings.sparql_queue_seconds,
        per_client=settings.sparql_per_client,
    )


def _answer(query: Query, asked: Asked, media_type: str) -> Response:
    default, named = _dataset(query, asked)
    tag = _tag(asked, media_type)
    if query.stable and request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
        return _labelled(Response(status=304), query, tag)
    result = _run(query, media_type, default, named)
    response = _send(result, media_type)
    if result.rows_cut:
        response.headers[ROW_LIMIT] = str(limits().rows)
        response.headers.add("Link", f'<{ROWS}>; rel="describedby"; title="the result ends at the row limit"')
    return _labelled(response, query, tag)


def _run(query: Query, media_type: str, default: tuple[str, ...] | None, named: tuple[str, ...]) -> Result:
    client = request.remote_addr or ""
    try:
        return _pool().run(query, media_type=media_type, base=address(), client=client, default=default, named=named)
    except BadSyntax as error:
        raise diagnose(query.text, error.found) from None


def _dataset(query: Query, asked: Asked) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The graphs that the request names, else those the query names, else the store's own (None).

    https://www.w3.org/TR/sparql11-protocol/#dataset
    """
    if asked.default is not None:
        default, named = asked.default, asked.named
    elif query.default_graphs or query.named_graphs:
        default, named = query.default_graphs, query.named_graphs
    else:
        return None, ()
    known = void.known_graphs()
    for graph in (*default, *named):
        if graph not in known:
            raise UnknownGraph(
                f"there is no graph <{graph[:200]}> here",
                advice="nothing is fetched from elsewhere; SELECT DISTINCT ?g { GRAPH ?g {} } lists the graphs",
            )
    return default, named


def _pool() -> QueryPool | RemotePool:
    return served().resource("query_pool", _make_pool)


def _make_pool(build: Served) -> QueryPool | RemotePool:
    remote: str = current_app.config["SETTINGS"].graph_store
    return RemotePool(parse(remote), limits()) if remote else QueryPool(build.path / layout.GRAPH, limits())


def _wants_editor() -> bool:
    """Who asks for a page by name gets the editor; who asks for results with `format` gets results."""
    return choose((*offered(Form.SELECT), *GRAPHS), html=True) == HTML


def _editor(query: str) -> Response:
    saved = saved_queries.load()
    response = Response(render_template("sparql.html", query=query, queries=saved, limits=limits()))
    response.vary.add("Accept")
    response.headers["Content-Security-Policy"] = _EDITOR_POLICY
    return response


def _tag(asked: Asked, media_type: str) -> str:
    parts = (served().id, asked.query, asked.default, asked.named, media_type, limits(), request.args.get("format"))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def _labelled(response: Response, query: Query, tag: str) -> Response:
    response.vary.add("Accept")
    if query.stable:
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _send(result: Result, media_type: str) -> Response:
    """The whole result, its length known; in pieces, compressed if that is wanted and worth it."""
    pieces = result.chunks()
    beginning = next(pieces, b"")
    told = with_link(media_type, beginning, absolute(ROWS)) if result.rows_cut else beginning
    size, chunks = result.size + len(told) - len(beginning), chain([told], pieces)
    response = Response(content_type=content_type(media_type))
    response.vary.add("Accept-Encoding")
    if size >= _COMPRESSED_FROM and request.accept_encodings["gzip"] > 0:
        response.headers["Content-Encoding"] = "gzip"
        response.response = _gzip(chunks)
    else:
        response.response = chunks
        response.content_length = size
    response.call_on_close(result.body.close)
    return response


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=5, wbits=31)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
