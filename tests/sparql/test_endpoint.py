"""The SPARQL Protocol, case by case."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def get(client: FlaskClient, query: str, **headers: str):  # type: ignore[no-untyped-def]
    return client.get("/sparql", query_string={"query": query}, headers=headers)


@pytest.mark.parametrize("accept", ["", "*/*", JSON, "application/json", "text/html;q=0.5, application/json"])
def test_get_select_json(client: FlaskClient, accept: str) -> None:
    response = get(client, COUNT, **({"Accept": accept} if accept else {}))
    assert response.status_code == 200
    assert response.mimetype == JSON
    assert int(response.json["results"]["bindings"][0]["n"]["value"]) > 0


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_select_by_quality(client: FlaskClient, accept: str, got: str) -> None:
    assert get(client, COUNT, Accept=accept).mimetype == got


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/n-quads", "application/trig", "application/ld+json",
     "application/rdf+xml"],
)
def test_construct(client: FlaskClient, media_type: str) -> None:
    response = get(client, "CONSTRUCT WHERE { ?s a <http://www.w3.org/2002/07/owl#Ontology> }", Accept=media_type)
    assert response.mimetype == media_type
    reader = {"application/trig": "trig", "application/n-quads": "nquads"}.get(media_type, media_type)
    if reader in ("trig", "nquads"):
        from rdflib import Dataset

        assert len(Dataset().parse(data=response.data, format=reader)) == 1
    else:
        assert len(Graph().parse(data=response.data, format=reader)) == 1


@pytest.mark.parametrize("media_type", ["text/turtle", "application/trig", "application/rdf+xml"])
def test_a_graph_has_the_prefixes_it_uses(client: FlaskClient, media_type: str) -> None:
    query = (
        "PREFIX x: <http://example.org/x#> PREFIX k: <http://www.w3.org/2004/02/skos/core#> PREFIX unused: <http://u/>\n"
        "PREFIX r: <http://www.w3.org/2000/01/rdf-schema#> CONSTRUCT { ?s r:label ?l ; x:y '1'^^x:d ; k:note 'x' }\n"
        "{ ?s r:label ?l ; a <https://w3id.org/chaotou/ontology#Place> } ORDER BY ?s LIMIT 5"
    )
    text = get(client, query, Accept=media_type).text
    name = "xmlns:{}=" if "xml" in media_type else "@prefix {}: "
    assert all(name.format(one) in text for one in ("x", "k", "r"))
    assert not any(name.format(one) in text for one in ("unused", "rdfs", "skos", "ach"))
    if "xml" not in media_type:
        assert "r:label" in text
        head = [line for line in text.splitlines() if line.startswith("@prefix")]
        assert head == sorted(head)
    described = get(client, "DESCRIBE <https://w3id.org/chaotou/ontology#Place>", Accept=media_type).text
    assert name.format("rdfs") in described


def test_ask_and_describe(client: FlaskClient) -> None:
    assert get(client, "ASK {}").json == {"head": {}, "boolean": True}
    described = get(client, "DESCRIBE <https://w3id.org/chaotou/ontology#Place>")
    assert described.mimetype == "text/turtle"
    assert "地区" in described.text


def test_not_acceptable_says_what_is_offered(client: FlaskClient) -> None:
    response = get(client, COUNT, Accept="image/png")
    assert response.status_code == 406
    assert "Accept" in response.headers["Vary"]
    assert "text/csv" in response.json["error"]["message"]


def test_format_parameter_wins(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": COUNT, "format": "csv"}, headers={"Accept": "text/html"})
    assert response.mimetype == "text/csv"


def test_post_form_and_direct(client: FlaskClient) -> None:
    assert client.post("/sparql", data={"query": "ASK {}"}).json["boolean"]
    direct = client.post("/sparql", data="ASK { ?s ?p '浙江' }".encode(), content_type=f"{QUERY}; charset=UTF-8")
    assert direct.json["boolean"] is False


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        ("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
        (b"ASK { ?s ?p '\xff' }", QUERY, 400),
        (b"query=%FF", FORM, 400),
        (urlencode([("query", "ASK {}"), ("query", "ASK {}")]).encode(), FORM, 400),
        (urlencode({"update": "DROP ALL"}).encode(), FORM, 403),
        (b"DROP ALL", "application/sparql-update", 403),
        (b"DROP ALL", QUERY, 403),
        (b"ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", QUERY, 403),
        (b"ASK {", QUERY, 400),
        (b"ASK {} " + b"#" * 300_000, QUERY, 413),
        (b"query=" + b"%20" * 300_000, FORM, 413),
        (b"x" * 10_000_000, QUERY, 413),
    ],
)
def test_refused_with_a_reason(client: FlaskClient, body: bytes, kind: str, status: int) -> None:
    response = client.post("/sparql", data=body, content_type=kind)
    assert response.status_code == status, response.text
    assert set(response.json["error"]) == {"code", "message", "status"}


def test_syntax_error_has_line_and_column(client: FlaskClient) -> None:
    message = get(client, "SELECT *\n{ ?s ?p }").json["error"]["message"]
    assert message.startswith("line 2, column 9: found “}” where")
    assert message.endswith("{ ?s ?p }\n        ^")
    browser = {"Accept": "text/html,*/*;q=0.8"}
    page = client.post("/sparql", data={"query": "SELECT * { ?s a ach:Place }"}, headers=browser)
    assert page.status_code == 400
    assert "the prefix “ach:” is not declared" in page.text
    assert '<pre class="excerpt">SELECT * { ?s a ach:Place }\n                ^</pre>' in page.text


def test_a_byte_order_mark_is_no_error(client: FlaskClient) -> None:
    assert get(client, "\ufeffASK {}").status_code == 200
    assert client.post("/sparql", data="\ufeffASK {}".encode(), content_type=QUERY).status_code == 200


def test_other_methods_are_not_allowed(client: FlaskClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = client.open("/sparql", method=method)
        assert response.status_code == 405
        assert {"GET", "POST"} <= set(response.headers["Allow"].replace(" ", "").split(","))


def test_head_is_get_without_body(client: FlaskClient) -> None:
    full = get(client, COUNT)
    head = client.head("/sparql", query_string={"query": COUNT})
    assert head.status_code == 200
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(full.data))


def test_cross_origin(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "https://elsewhere.example"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers
    assert get(client, "ASK {").headers["Access-Control-Allow-Origin"] == "*"


def test_etag(client: FlaskClient) -> None:
    first = get(client, COUNT)
    again = client.get("/sparql", query_string={"query": COUNT}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    other = get(client, COUNT, Accept="text/csv")
    assert other.headers["ETag"] != first.headers["ETag"]
    assert "ETag" not in get(client, "SELECT (RAND() AS ?x) {}").headers
    assert "Accept" in first.headers["Vary"]


def test_gzip(client: FlaskClient) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 200"
    packed = get(client, query, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data)) == get(client, query).json


def test_rows_are_cut_and_it_is_said(client: FlaskClient) -> None:
    response = get(client, "SELECT * { ?s ?p ?o }")
    assert response.headers["X-Row-Limit"] == "1000"
    assert len(response.json["results"]["bindings"]) == 1000
    assert response.json["head"]["link"] == ["http://localhost/sparql/limits#rows"]
    assert response.headers["Content-Length"] == str(len(response.data))
    xml = get(client, "SELECT * { ?s ?p ?o }", Accept="application/sparql-results+xml")
    head = ElementTree.fromstring(xml.data)[0]
    assert [one.get("href") for one in head][-1] == "http://localhost/sparql/limits#rows"
    assert client.get("/sparql/limits").json["rows"] == 1000
    for whole in ("SELECT * { ?s ?p ?o } LIMIT 10", "SELECT * { ?s ?p ?o } LIMIT 1000"):
        assert "X-Row-Limit" not in get(client, whole).headers
        assert "link" not in get(client, whole).json["head"]


def test_timeout(client: FlaskClient) -> None:
    slow = get(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?i) }")
    assert slow.status_code == 503
    assert slow.headers["Retry-After"]
    assert slow.json["error"]["code"] == "timeout"
    assert get(client, "ASK {}").status_code == 200


@pytest.mark.parametrize("graph", ["http://127.0.0.1:1/x", "file:///etc/passwd"])
def test_unknown_graphs_are_refused(client: FlaskClient, graph: str) -> None:
    for clause in (f"FROM <{graph}>", f"FROM NAMED <{graph}>"):
        assert get(client, f"SELECT * {clause} {{ ?s ?p ?o }}").status_code == 400
    answer = client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": graph})
    assert answer.status_code == 400


def test_a_documents_graph_is_a_dataset(client: FlaskClient) -> None:
    graphs = get(client, "SELECT DISTINCT ?g { GRAPH ?g { ?d a <https://w3id.org/chaotou/ontology#Document> } }")
    graph = graphs.json["results"]["bindings"][0]["g"]["value"]
    chosen = client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": graph}).json
    written = get(client, f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}").json
    assert chosen == written


def test_nothing_is_fetched(client: FlaskClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
        for query in (
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"LOAD <{address}>",
            f"DESCRIBE <{address}>",
            f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
        ):
            get(client, query)
        client.post("/sparql", data={"update": f"LOAD <{address}>"})
        client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": address})
        with pytest.raises(TimeoutError):
            listener.accept()


def test_service_description(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")
    found = graph.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
        "ASK { ?s a sd:Service ; sd:endpoint <http://localhost/sparql> ; sd:resultFormat ?f ;"
        " sd:supportedLanguage sd:SPARQL11Query ; sd:defaultDataset/sd:namedGraph/sd:name ?g }"
    )
    assert found.askAnswer
    for media_type in ("application/ld+json", "application/n-triples", "application/rdf+xml"):
        assert client.get("/sparql", headers={"Accept": media_type}).mimetype == media_type


def test_browser_gets_the_editor(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert "editor" in client.get("/sparql", headers=browser).text
    opened = client.get("/sparql", query_string={"query": "ASK { 'x' }"}, headers=browser)
    assert "ASK { &#39;x&#39; }" in opened.text


def test_labels_for_the_editor(client: FlaskClient) -> None:
    terms = client.get("/sparql/terms").json
    assert any(item["iri"].endswith("#place") and item["label"] for item in terms["terms"])
    place = "https://w3id.org/chaotou/id/place/330000"
    names = client.post("/sparql/names", json={"iris": [place, "not an iri>"]}, headers={"Accept-Language": "en"})
    assert names.json == {"names": {place: "Zhejiang"}}
    assert client.post("/sparql/names", json={"iris": "x"}).status_code == 400
    found = client.get("/sparql/labels", query_string={"q": "浙江"}).json["labels"]
    assert place in [item["iri"] for item in found]


def test_one_address_has_its_share(serve: Callable[..., Flask]) -> None:
    client = serve(sparql_per_client=0).test_client()
    response = get(client, "ASK {}")
    assert response.status_code == 429
    assert response.headers["Retry-After"]


@pytest.mark.parametrize("query", ["", " ", "# nothing", "\n"])
def test_an_empty_query_is_a_syntax_error(client: FlaskClient, query: str) -> None:
    response = get(client, query)
    assert response.status_code == 400
    assert "there is no query here" in response.json["error"]["message"]


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("garbage", JSON),
        (";;;q=x", JSON),
        ("application/json; charset=utf-8", JSON),
        ("text/csv; header=present;q=0.9, application/json;q=0.1", "text/csv"),
        (f"{JSON};q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("application/*;q=0.2, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0", None),
        ("text/turtle", None),
    ],
)
def test_rare_accept_headers(client: FlaskClient, accept: str, got: str | None) -> None:
    response = get(client, COUNT, Accept=accept)
    assert response.status_code == (200 if got else 406)
    assert got is None or response.mimetype == got


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"query=ASK%0A%7B%7D%0D%0A%23x", f"{FORM}; charset=utf-8", 200),
        (b"query=ASK+%7B%7D", f"{FORM}; charset=latin-1", 415),
        (b'{"query": "ASK {}"}', "application/json", 415),
        (b"--x\r\n\r\nASK {}\r\n--x--", "multipart/form-data; boundary=x", 415),
        (b"", "", 415),
    ],
)  # fmt: skip
def test_rare_bodies(client: FlaskClient, body: bytes, kind: str, status: int) -> None:
    assert client.post("/sparql", data=body, content_type=kind).status_code == status
