"""The W3C SPARQL 1.1 Protocol tests through the endpoint, requests as the manifest writes them.

Updates that must succeed are left out, for the service is read-only; those that must fail are run.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MANIFEST = Path(__file__).resolve().parents[2].parent / "shared/conformance/sparql/sparql11/protocol/manifest.ttl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}
ENCODINGS = {"UTF-16": "utf-16"}

graph = Graph().parse(MANIFEST) if MANIFEST.is_file() else Graph()
ENTRIES = [entry for head in graph.objects(None, MF.entries) for entry in Collection(graph, head)]
NAMES = {str(entry).rpartition("#")[2]: entry for entry in ENTRIES}
CASES = {name: entry for name, entry in NAMES.items() if not name.startswith("update_")}

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CASES, reason="the W3C suites of ../shared are not there")]


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, w3c_client: FlaskClient) -> None:
    requests = graph.value(graph.value(CASES[name], MF.action), HT.requests)
    for request in Collection(graph, requests):
        check(w3c_client, request)


def check(client: FlaskClient, request: Node) -> None:
    response = send(client, request)
    expected = graph.value(request, HT.resp)
    allowed = {str(code).rpartition("StatusCode")[2][0] for code in graph.objects(expected, MF.expectedStatus)}
    assert str(response.status_code)[0] in allowed, response.text
    format_ = graph.value(expected, MF.expectedFormat)
    if format_ is not None:
        assert response.mimetype in FORMATS[str(format_)]
    boolean = graph.value(expected, MF.expectedBoolean)
    if boolean is not None:
        assert response.json["boolean"] is boolean.toPython()


def send(client: FlaskClient, request: Node):  # type: ignore[no-untyped-def]
    address = urlsplit(str(graph.value(request, HT.absolutePath)))
    headers = {}
    listed = graph.value(request, HT.headers)
    for header in Collection(graph, listed) if listed is not None else ():
        headers[str(graph.value(header, HT.fieldName)).lower()] = str(graph.value(header, HT.fieldValue))
    body = graph.value(request, HT.body)
    data = b""
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
        data = str(graph.value(body, CNT.chars)).encode(ENCODINGS.get(encoding, encoding))
    return client.open(
        address.path + (f"?{address.query}" if address.query else ""),
        method=str(graph.value(request, HT.methodName)),
        data=data,
        headers=headers,
    )


def test_every_query_case_of_the_manifest_is_run() -> None:
    assert {name for name in CASES if name.startswith(("query_", "bad_query_"))} <= set(CASES)
    assert len(CASES) == 27
    assert all((entry, RDF.type, MF.ProtocolTest) in graph for entry in CASES.values())
    assert all(isinstance(entry, URIRef) for entry in CASES.values())
