"""Every IRI of a build dereferences; the ontology, the statistics and the dumps are RDF that others can read."""

from __future__ import annotations

import gzip
import json
import re
import time

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Dataset, Graph, URIRef

from graph.serialization import jsonld_context
from service.schema_org import markup

ID = "https://w3id.org/chaotou/id/"
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
KINDS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


def subjects(client: FlaskClient) -> list[str]:
    """One instance IRI of every class of ours."""
    query = (
        "SELECT (SAMPLE(?s) AS ?one) { ?s a ?class FILTER(STRSTARTS(STR(?class), 'https://w3id.org/chaotou/ontology#'))"
        f" FILTER(STRSTARTS(STR(?s), '{ID}')) }} GROUP BY ?class"
    )
    rows = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    return [row["one"]["value"].removeprefix(ID) for row in rows]


def test_every_kind_of_thing_dereferences(client: FlaskClient) -> None:
    found = subjects(client)
    assert len(found) >= 6
    for id in found:
        assert id.isascii()
        page = client.get(f"/id/{id}", headers=HTML, follow_redirects=True)
        assert (page.status_code, page.mimetype) == (200, "text/html"), id
        for media_type, reader in KINDS.items():
            away = client.get(f"/id/{id}", headers={"Accept": media_type})
            assert away.status_code == 303
            assert "Accept" in away.headers["Vary"]
            data = client.get(away.headers["Location"])
            assert data.mimetype == media_type
            graph = _parse(data.text, reader)
            assert any(str(subject) == ID + id for subject in graph.subjects()), (id, media_type)


def _parse(text: str, reader: str) -> Graph:
    if reader == "json-ld":  # the context is on this service: given here, so that nothing is fetched
        document = json.loads(text)
        assert document["@context"] == "http://localhost/context.jsonld"
        return Graph().parse(data=json.dumps({**document, "@context": jsonld_context()}), format=reader)
    return Graph().parse(data=text, format=reader)


@pytest.mark.parametrize(
    ("kind", "type_"), [("Place", "AdministrativeArea"), ("Document", "Report"), ("Metric", "DefinedTerm")]
)
def test_pages_carry_schema_org(client: FlaskClient, kind: str, type_: str) -> None:
    query = f"SELECT ?s {{ ?s a <https://w3id.org/chaotou/ontology#{kind}> }} LIMIT 1"
    iri = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"][0]["s"]["value"]
    page = client.get(f"/id/{iri.removeprefix(ID)}", headers=HTML, follow_redirects=True).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    described = json.loads(found[1])
    assert (described["@type"], described["@id"]) == (type_, iri)
    assert described["name"]


def test_schema_org_cannot_be_broken_out_of() -> None:
    assert markup("Event", "http://x/1", "</script><b>&").count("<") == 2


def test_links_lead_to_the_other_forms(client: FlaskClient) -> None:
    response = client.get("/id/place/330000", headers=HTML)
    assert '</data/place/330000.ttl>; rel="alternate"; type="text/turtle"' in response.headers.getlist("Link")
    assert client.get("/data/place/330000.ttl").headers["Link"] == '</id/place/330000>; rel="describes"'


def test_turtle_json_ld_and_n_triples_agree(client: FlaskClient) -> None:
    forms = [client.get(f"/data/place/330000.{suffix}").text for suffix in ("ttl", "nt", "jsonld")]
    graphs = [set(_parse(text, kind)) for text, kind in zip(forms, ("turtle", "nt", "json-ld"), strict=True)]
    assert graphs[0] == graphs[1] == graphs[2]


@pytest.mark.parametrize(
    "path", ["/id/place/1", "/data/place/1.ttl", "/data/place/330000.exe", "/data/x", "/id/%3C%3E", "/id/%22"]
)
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers=HTML).status_code == 404


def test_nothing_acceptable(client: FlaskClient) -> None:
    assert client.get("/id/place/330000", headers={"Accept": "image/png"}).status_code == 406


def test_ontology(client: FlaskClient) -> None:
    page = client.get("/ontology", headers=HTML)
    assert 'id="Observation"' in page.text
    assert "观测" in page.text
    assert "Observation" in client.get("/ontology?lang=en", headers=HTML).text
    for media_type, reader in KINDS.items():
        response = client.get("/ontology", headers={"Accept": media_type})
        assert response.mimetype == media_type
        assert len(_parse(response.text, reader)) > 500
    assert len(Graph().parse(data=client.get("/shapes").text)) > 100


def test_validation_report(client: FlaskClient) -> None:
    page = client.get("/validation", headers=HTML)
    while page.status_code == 202:
        assert "ETag" not in page.headers and float(page.headers["Refresh"]) > 0
        assert "检查" in page.text
        time.sleep(0.2)
        page = client.get("/validation", headers=HTML)
    assert page.status_code == 200
    assert "shapes.ttl" in page.text
    report = Graph().parse(data=client.get("/validation?format=nt").text, format="nt")
    assert report.query("ASK { ?r sh:conforms true }").askAnswer


def test_void(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/.well-known/void", headers={"Accept": "text/turtle"}).text)
    void = "http://rdfs.org/ns/void#"
    dataset = URIRef(ID + "dataset")
    assert (dataset, RDF.type, URIRef(void + "Dataset")) in graph
    assert int(graph.value(dataset, URIRef(void + "triples"))) > 20_000
    for dump in graph.objects(dataset, URIRef(void + "dataDump")):
        assert client.head(str(dump).removeprefix("http://localhost")).status_code == 200
    for kind in graph.objects(dataset, URIRef(void + "classPartition")):
        assert int(graph.value(kind, URIRef(void + "entities"))) > 0


def test_dumps_hold_the_store(client: FlaskClient) -> None:
    count = client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json
    triples = int(count["results"]["bindings"][0]["n"]["value"])
    lines = gzip.decompress(client.get("/dumps/chaotou.nt.gz").data).splitlines()
    assert len(lines) == triples
    turtle = Graph().parse(data=gzip.decompress(client.get("/dumps/chaotou.ttl.gz").data))
    assert len(turtle) == triples
    quads = gzip.decompress(client.get("/dumps/chaotou.nq.gz").data)
    assert len(quads.splitlines()) >= 2 * triples
    assert client.get("/dumps/other.gz").status_code == 404


def test_dump_of_a_document(client: FlaskClient) -> None:
    rows = client.get(
        "/sparql", query_string={"query": "SELECT ?d { ?d a <https://w3id.org/chaotou/ontology#Document> }"}
    ).json["results"]["bindings"]
    id = rows[0]["d"]["value"].removeprefix(ID + "document/")
    graph = Graph().parse(data=client.get(f"/dumps/documents/{id}.ttl").text)
    assert (URIRef(ID + "document/" + id), None, None) in graph
    assert client.get("/dumps/documents/none.ttl").status_code == 404
    assert len(Dataset().parse(data=client.get(f"/dumps/documents/{id}.trig").text, format="trig")) == len(graph)


def test_the_data_set_leads_to_its_description(client: FlaskClient) -> None:
    response = client.get("/id/dataset", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Location"]) == (303, "/.well-known/void")


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
@pytest.mark.parametrize("path", ["/id/event/%E5%9C%B0%E5%8C%BA", "/id/a%20b", "/id/x%0Ay", "/id/place/%22%3E"])
def test_odd_iris_are_404(client: FlaskClient, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 404
    assert all(value.isascii() for _, value in response.headers)


def test_the_context_may_be_kept(client: FlaskClient) -> None:
    response = client.get("/context.jsonld")
    assert "max-age" in response.headers["Cache-Control"]
    again = client.get("/context.jsonld", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
