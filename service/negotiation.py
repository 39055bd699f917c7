"""Content negotiation (RFC 9110 §12) over the media types of results and graphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

from graph.formats import EXTENSIONS, SYNONYMS

HTML = "text/html"
SHORT = {
    **EXTENSIONS,
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": HTML,
}
_RDF_XML = EXTENSIONS["rdf"]
_RANGE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+")
_TEXT = ("text/", "application/n-")


def choose(offered: Sequence[str], *, html: bool = False, form: str = "") -> str:
    """The media type to answer with: `?format=` by its short name, else what Accept likes best, else the first.

    `form` is the short name that a posted form gives. With `html`, a page is offered too, to those who ask for one
    by name. Raises 406 naming what is offered.
    """
    asked = request.args.get("format", "") or form
    if asked:
        wanted = _meant(asked, offered)
        if wanted in offered or (html and wanted == HTML):
            return wanted
        raise _not_acceptable(asked, offered)
    accept = _accepted()
    if not accept:
        return offered[0]
    candidates = [*offered, *(name for name, meant in SYNONYMS.items() if meant in offered)]
    best = accept.best_match(candidates)
    if html and any(kind == HTML for kind, _ in accept) and accept[HTML] >= (accept[best] if best else 0):
        return HTML
    if best is None:
        raise _not_acceptable(str(accept), offered)
    return SYNONYMS.get(best, best)


def _accepted() -> MIMEAccept:
    """The Accept header without what is no media range, and without parameters, which no type here has."""
    ranges = [(kind.partition(";")[0].strip(), quality) for kind, quality in request.accept_mimetypes]
    return MIMEAccept([(kind, quality) for kind, quality in ranges if _RANGE.fullmatch(kind)])


def _meant(asked: str, offered: Sequence[str]) -> str:
    """`xml` is RDF/XML where a graph is offered and no table: what common clients send for every form of query."""
    wanted = SHORT.get(asked, asked)
    return _RDF_XML if asked == "xml" and wanted not in offered else wanted


def content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT) else media_type


def _not_acceptable(asked: str, offered: Sequence[str]) -> NotAcceptable:
    return NotAcceptable(f"none of what was asked for ({asked[:200]}) is offered; offered are: {', '.join(offered)}")
