from __future__ import annotations

from io import BytesIO

import networkx as nx
import pytest

from graph.namespaces import term
from graph.naming import Names
from graph.network import Network, NetworkEdge, NetworkNode, gexf, graphml, neighbourhood, paths, project
from graph.store import EmbeddedStore

CHAIN = Network(
    tuple(NetworkNode(name, name.upper(), "Place") for name in "abcdx"),
    (
        NetworkEdge("a", "b", "partOf"),
        NetworkEdge("c", "b", "partOf", 3),
        NetworkEdge("c", "d", "hosts", status="target"),
    ),
)


@pytest.fixture
def network(sample, names: Names) -> Network:
    store = EmbeddedStore()
    store.replace(names.document(sample.document.id), sample.ntriples(names))
    return project(store)


def test_relations_become_edges_with_evidence(network: Network) -> None:
    labels = {node.id: (node.label, node.type) for node in network.nodes}
    edges = {(labels[edge.source][0], edge.predicate, edge.status): edge for edge in network.edges}
    achieved = edges["杭州市", "designatedAs", "achieved"]
    assert achieved.period == "2023"
    assert achieved.evidence[0].startswith("杭州市获评")
    assert ("宁波市", "designatedAs", "target") in edges
    assert {kind for _, kind in labels.values()} == {"Place", "Designation"}


def test_neighbourhood() -> None:
    assert [node.id for node in neighbourhood(CHAIN, "a").nodes] == ["a", "b"]
    assert [node.id for node in neighbourhood(CHAIN, "a", depth=2).nodes] == ["a", "b", "c"]
    assert len(neighbourhood(CHAIN, "a", depth=9, cap=3).nodes) == 3
    assert neighbourhood(CHAIN, "nothing") == Network((), ())


def test_paths() -> None:
    assert paths(CHAIN, "a", "d") == [["a", "b", "c", "d"]]
    assert paths(CHAIN, "a", "d", longest=2) == []
    assert paths(CHAIN, "a", "x") == []


def test_exports_can_be_read_and_are_the_same_each_time(network: Network) -> None:
    for write, read in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        assert write(network) == write(network)
        graph = read(BytesIO(write(network)))
        assert graph.number_of_edges() == 2
        assert "杭州市" in {data["label"] for _, data in graph.nodes(data=True)}
        edge = next(iter(graph.edges(data=True)))[2]
        assert edge["weight"] == 1
    assert term("ach:designatedAs").value.endswith("designatedAs")
