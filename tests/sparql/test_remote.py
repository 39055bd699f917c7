"""The service with its graph in a remote server: pages and /sparql read from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bench.sparql.servers import oxigraph_server
from builds import layout
from graph.address import parse
from graph.mirror import mirror
from graph.remote import RemoteStore
from graph.store import EmbeddedStore

PLACE = "SELECT ?label { ?s <https://w3id.org/chaotou/ontology#adcode> '330000' ;" \
        " <http://www.w3.org/2000/01/rdf-schema#label> ?label FILTER(LANG(?label) = 'zh') }"


@pytest.fixture(scope="module")
def remote(plain_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server with the build's graph, and one triple more that tells it from the build's own store."""
    with oxigraph_server(tmp_path_factory.mktemp("server"), read_only=False) as server:
        address = f"{server.address}/query,{server.address}/update"
        store = RemoteStore(parse(address))
        mirror(EmbeddedStore(plain_build / "current" / layout.GRAPH, read_only=True), store)
        store._update("INSERT DATA { <http://x/only> <http://x/there> 'here' }")
        yield address


@pytest.fixture(scope="module")
def client(serve: Callable[..., Flask], remote: str) -> FlaskClient:
    return serve(graph_store=remote, sparql_rows=500, sparql_timeout=1.0).test_client()


def ask(client: FlaskClient, query: str, **headers: str):  # type: ignore[no-untyped-def]
    return client.post("/sparql", data=query.encode(), content_type="application/sparql-query", headers=headers)


def test_queries_are_answered_there(client: FlaskClient) -> None:
    assert ask(client, "ASK { <http://x/only> ?p ?o }").json["boolean"] is True
    assert ask(client, PLACE).json["results"]["bindings"][0]["label"]["value"] == "浙江省"
    assert ask(client, PLACE, Accept="text/csv").text.split() == ["label", "浙江省"]


def test_pages_are_read_from_there(client: FlaskClient) -> None:
    assert "浙江省" in client.get("/id/place/330000", headers={"Accept": "text/html"}).text
    assert "浙江省" in client.get("/data/place/330000.ttl").text


def test_limits_stand_in_front(client: FlaskClient) -> None:
    cut = ask(client, "SELECT * { ?s ?p ?o }")
    assert (cut.headers["X-Row-Limit"], len(cut.json["results"]["bindings"])) == ("500", 500)
    slow = ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?i) }")
    assert slow.status_code == 503
    assert ask(client, "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }").status_code == 403
    assert ask(client, "DROP ALL").status_code == 403
    assert ask(client, "ASK {").json["error"]["code"] == "syntax_error"


def test_a_documents_graph_is_a_dataset(client: FlaskClient) -> None:
    where = "GRAPH ?g { ?d a <https://w3id.org/chaotou/ontology#Document> }"
    graph = ask(client, f"SELECT DISTINCT ?g {{ {where} }}").json["results"]["bindings"][0]["g"]["value"]
    inside = ask(client, f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}").json["results"]["bindings"]
    assert 0 < int(inside[0]["n"]["value"]) < 1000
