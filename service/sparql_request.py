"""Reading a SPARQL Protocol request: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from graph.scan import Refused

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_FIELDS = 200
_FORM_GROWTH = 3  # a byte of the query takes up to three in a form


@dataclass(frozen=True, slots=True)
class Asked:
    """`query` is None when the request holds none; `default` is None when it names no graph at all."""

    query: str | None
    default: tuple[str, ...] | None
    named: tuple[str, ...]
    format: str = ""


def read(limit: int) -> Asked:
    """Raises 400, 413 (a query of more than `limit` bytes), 415, and Refused for an update."""
    fields = _fields(request.query_string, "the address")
    if request.method == "POST":
        fields += _posted(limit)
    if any(name == "update" for name, _ in fields):
        raise Refused("an update would change the data", advice="this service is read-only")
    queries = [value.removeprefix("\ufeff") for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise BadRequest("more than one query: give the parameter query once")
    if queries and len(queries[0].encode()) > limit:
        raise RequestEntityTooLarge(f"the query is longer than {limit} bytes")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    form = next((value for name, value in fields if name == "format"), "")
    return Asked(queries[0] if queries else None, default if default or named else None, named, form)


def _posted(limit: int) -> list[tuple[str, str]]:
    kind = request.mimetype
    if kind == UPDATE:
        raise Refused("an update would change the data", advice="this service is read-only")
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"a query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing'}")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower().replace("-", "") != "utf8":
        raise UnsupportedMediaType(f"a query is sent in UTF-8, not in {charset[:40]}")
    request.max_content_length = limit * (_FORM_GROWTH if kind == FORM else 1) + 1024
    body = request.get_data(cache=False)
    return _fields(body, "the form") if kind == FORM else [("query", _text(body, "the query"))]


def _fields(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeError:
        raise BadRequest(f"{where} is not UTF-8") from None
    except ValueError as error:
        raise BadRequest(f"{where} cannot be read: {error}") from None


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"{where} is not UTF-8 (byte {error.start})") from None
