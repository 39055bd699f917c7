"""Relations as a network of things, for programs that draw or measure networks: GraphML and GEXF.

http://graphml.graphdrawing.org/ and https://gexf.net/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import networkx as nx

from graph.namespaces import PREFIXES
from graph.store import GraphStore
from graph.terms import Iri, Row
from model.identifiers import NAMESPACE

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("ach", "rdf", "rdfs", "dcterms", "prov"))
_STATED = """SELECT ?id ?s ?p ?o ?status ?time ?quote ?document WHERE {
  ?id a ach:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ach:status ?status ; ach:quote ?quote ;
      prov:wasDerivedFrom/dcterms:isPartOf/dcterms:title ?document .
  OPTIONAL { ?id ach:time ?time }
} ORDER BY ?s ?p ?o ?id"""
_NAMED = """SELECT ?x ?label ?type WHERE {{
  VALUES ?x {{ {things} }} ?x rdfs:label ?label ; a ?type
}} ORDER BY ?x ?type ?label"""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """`id` is an IRI or any stable name; `type` the local name of its class."""

    id: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """`weight` counts the statements; `status` is "target" where no statement says that it was achieved.

    `evidence` are quotes with the title of their document, `period` the first period stated.
    """

    source: str
    target: str
    predicate: str
    weight: int = 1
    status: str = "achieved"
    period: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


def project(store: GraphStore, *, language: str = "zh") -> Network:
    """Every relation that the store's documents state: one edge for each subject, predicate and object."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in store.select(_HEAD + _STATED):
        groups.setdefault((row["s"].value, row["p"].value, row["o"].value), []).append(row)
    edges = tuple(_edge(key, rows) for key, rows in groups.items())
    things = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    return Network(tuple(_nodes(store, list(things), language)), edges)


def neighbourhood(network: Network, focus: str, *, depth: int = 1, cap: int = 100) -> Network:
    """What is at most `depth` edges from the focus, in either direction; at most `cap` nodes, the nearest first."""
    graph = _graph(network).to_undirected(as_view=True)
    if focus not in graph:
        return Network((), ())
    near = set(islice(nx.single_source_shortest_path_length(graph, focus, cutoff=depth), cap))
    return _within(network, near)


def paths(network: Network, start: str, end: str, *, longest: int = 6) -> list[list[str]]:
    """All shortest chains between two things, in either direction, sorted; empty where none is short enough."""
    graph = nx.Graph(_graph(network))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    found = sorted(nx.all_shortest_paths(graph, start, end))
    return found if len(found[0]) <= longest + 1 else []


def graphml(network: Network) -> bytes:
    output = BytesIO()
    nx.write_graphml_xml(_graph(network), output, encoding="utf-8", named_key_ids=True)
    return output.getvalue()


def gexf(network: Network) -> bytes:
    """Without a date of writing, so that the same network gives the same bytes."""
    text = "\n".join(nx.generate_gexf(_graph(network), version="1.2draft"))
    lines = (line for line in text.splitlines() if "<meta " not in line and "</meta>" not in line)
    kept = [line for line in lines if "<creator>" not in line and "<description" not in line]
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(kept) + "\n").encode()


def _graph(network: Network) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.id, label=node.label, type=node.type)
    for edge in network.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.predicate,
            label=edge.predicate,
            weight=edge.weight,
            status=edge.status,
            period=edge.period,
            evidence="\n".join(edge.evidence),
        )
    return graph


def _within(network: Network, near: Iterable[str]) -> Network:
    kept = set(near)
    edges = (edge for edge in network.edges if edge.source in kept and edge.target in kept)
    return Network(tuple(node for node in network.nodes if node.id in kept), tuple(edges))


def _edge(key: tuple[str, str, str], rows: Sequence[Row]) -> NetworkEdge:
    achieved = any(row["status"] == Iri(NAMESPACE + "Achieved") for row in rows)
    return NetworkEdge(
        source=key[0],
        target=key[2],
        predicate=key[1].removeprefix(NAMESPACE),
        weight=len(rows),
        status="achieved" if achieved else "target",
        period=next((row["time"].value for row in rows if "time" in row), ""),
        evidence=tuple(f"{row['quote'].value} – {row['document'].value}" for row in rows),
    )


def _nodes(store: GraphStore, things: list[str], language: str) -> Iterable[NetworkNode]:
    values = " ".join(f"<{thing}>" for thing in things)
    labels: dict[str, dict[str, str]] = {}
    types: dict[str, str] = {}
    for row in store.select(_HEAD + _NAMED.format(things=values)) if things else ():
        name = row["x"].value
        labels.setdefault(name, {}).setdefault(getattr(row["label"], "language", None) or "", row["label"].value)
        if row["type"].value.startswith(NAMESPACE):
            types[name] = row["type"].value.removeprefix(NAMESPACE)
    for thing in things:
        named = labels.get(thing, {})
        yield NetworkNode(thing, named.get(language) or named.get("zh") or thing, types.get(thing, ""))
