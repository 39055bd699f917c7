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
