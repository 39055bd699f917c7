from __future__ import annotations

import pytest

from graph.address import parse
from graph.terms import Iri
from model.errors import InvalidData


def test_one_address_is_for_reading_only() -> None:
    endpoint = parse("http://127.0.0.1:7878/query")
    assert (endpoint.query, endpoint.update, endpoint.graphs) == ("http://127.0.0.1:7878/query", None, None)
    assert endpoint.user is None


def test_all_parts() -> None:
    endpoint = parse("https://me:p%40ss@h:1/q,https://h:1/u,https://h:1/data#https://w3id.org/chaotou/facts")
    assert (endpoint.query, endpoint.update, endpoint.graphs) == ("https://h:1/q", "https://h:1/u", "https://h:1/data")
    assert (endpoint.user, endpoint.password) == ("me", "p@ss")
    assert endpoint.default_graph == Iri("https://w3id.org/chaotou/facts")


@pytest.mark.parametrize("text", ["", "127.0.0.1:7878", "file:///etc/passwd", "http://a,http://b,http://c,http://d"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(InvalidData):
        parse(text)
