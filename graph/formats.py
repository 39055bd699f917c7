"""Media types of results and graphs, in order of preference, and what the engine calls them."""

from __future__ import annotations

import json
import re
from html import escape

import pyoxigraph as ox

from graph.scan import Form

_NEXT_JSON_ROW = re.compile(rb'\}\},\{"\w')  # no string holds it: a quote within one is escaped
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
SYNONYMS = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
EXTENSIONS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}


def offered(form: Form) -> tuple[str, ...]:
    """The media types a result of this form can have, the default first."""
    return tuple(RESULTS) if form in (Form.SELECT, Form.ASK) else tuple(GRAPHS)


def with_link(media_type: str, beginning: bytes, address: str) -> bytes:
    """The beginning of a SELECT result with a link in its head, where the format has one (JSON and XML).

    https://www.w3.org/TR/sparql11-results-json/#select-link and https://www.w3.org/TR/rdf-sparql-XMLres/#head
    """
    if media_type == "application/sparql-results+json":
        mark, link = b"]},", f',"link":[{json.dumps(address)}]'.encode()
        at = beginning.find(mark) + 1
    elif media_type == "application/sparql-results+xml":
        mark, link = b"</head>", f'<link href="{escape(address, quote=True)}"/>'.encode()
        at = beginning.find(mark)
    else:
        return beginning
    return beginning[:at] + link + beginning[at:] if mark in beginning else beginning


def row_count(media_type: str, body: bytes) -> int:
    """Rows of a SELECT result as this engine writes it (an upper bound for CSV, whose values may hold line breaks)."""
    if media_type == "application/sparql-results+json":
        return len(_NEXT_JSON_ROW.findall(body)) + (b'"bindings":[{' in body)
    if media_type == "application/sparql-results+xml":
        return body.count(b"<result>")
    return body.count(b"\n") - 1
