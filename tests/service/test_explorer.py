"""The network as JSON."""

from __future__ import annotations

from flask.testing import FlaskClient

from service.explorer import SHOWN_EVIDENCE


def test_every_edge_shows_sentences_that_state_it(client: FlaskClient) -> None:
    edges = client.get("/api/v1/graph?focus=place/330000&depth=2").get_json()["edges"]
    assert edges
    for edge in edges:
        assert 1 <= len(edge["evidence"]) <= SHOWN_EVIDENCE
        assert all(each["quote"] in each["sentence"] for each in edge["evidence"])


def test_a_network_is_asked_for_by_name_id_or_iri(client: FlaskClient) -> None:
    for focus in ("浙江省", "place/330000", "https://w3id.org/chaotou/id/place/330000"):
        page = client.get("/explore", query_string={"focus": focus}).get_data(as_text=True)
        assert 'data-focus="place/330000"' in page
    page = client.get("/explore", query_string={"focus": "没有这个地方xyz"}).get_data(as_text=True)
    assert 'id="explorer"' not in page
