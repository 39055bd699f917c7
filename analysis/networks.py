"""Parts of the relation graph small enough to look at: around a thing, between two kinds, from one thing to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis import chains
from analysis.labels import labels
from analysis.queries import fill, iri
from model.identifiers import NAMESPACE

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row


@dataclass(frozen=True, slots=True)
class NetNode:
    """`type` is the local name of its class ("Agency")."""

    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class NetEdge:
    """`predicate` is an IRI; `weight` counts the statements and `document` is the title of the first that says so."""

    source: str
    predicate: str
    target: str
    label: str
    weight: int
    document: str = ""


@dataclass(frozen=True, slots=True)
class Net:
    """`omitted` counts edges left out for the limit on nodes; nodes are in the order in which they were reached."""

    nodes: tuple[NetNode, ...]
    edges: tuple[NetEdge, ...]
    omitted: int = 0


Bare = tuple[str, str, str, int, str]


def ego(graph: GraphStore, focus: str, *, depth: int = 1, limit: int = 40, language: str = "zh") -> Net:
    """What is related to `focus` (an IRI) in at most `depth` steps; the often stated relations go first."""
    known, frontier = {focus: None}, [focus]
    edges: dict[tuple[str, str, str], Bare] = {}
    omitted: set[tuple[str, str, str]] = set()
    for _ in range(depth):
        reached: dict[str, None] = {}
        for edge in _around(graph, frontier):
            new = [end for end in (edge[0], edge[2]) if end not in known and end not in reached]
            if len(known) + len(reached) + len(new) > limit:
                omitted.add(edge[:3])
                continue
            reached.update(dict.fromkeys(new))
            edges[edge[:3]] = edge
        known.update(reached)
        frontier = list(reached)
    return _net(graph, list(known), list(edges.values()), len(omitted - edges.keys()), language)


def bipartite(
    graph: GraphStore,
    *,
    predicate: str = "implements",
    subjects: Sequence[str] | None = None,
    types: tuple[str, str] = ("Agency", "Initiative"),
    limit: int = 60,
    language: str = "zh",
) -> Net:
    """Edges of one predicate from things of the first type to things of the second; at most `limit` edges."""
    query = fill(
        "pairs",
        predicate=[f"ach:{predicate}"],
        subject=[iri(subject) for subject in subjects] if subjects else None,
        **{"from": [f"ach:{types[0]}"], "to": [f"ach:{types[1]}"]},
    )
    rows = graph.select(query)
    stated = _between(graph, sorted({(row["s"].value, row["o"].value) for row in rows}))
    edges = [edge for edge in stated if edge[1] == NAMESPACE + predicate][:limit]
    nodes = dict.fromkeys([edge[0] for edge in edges] + [edge[2] for edge in edges])
    return _net(graph, list(nodes), edges, 0, language)


def path(graph: GraphStore, start: str, end: str, *, language: str = "zh") -> Net:
    """A shortest chain of relations between two things, in either direction, each link the relation stated most often.

    Empty when none has at most `chains.LONGEST` steps.
    """
    things = chains.chain(chains.neighbours(graph), start, end)
    return _net(graph, things, _links(graph, things), 0, language)


def _links(graph: GraphStore, things: Sequence[str]) -> list[Bare]:
    steps = list(pairwise(things))
    best: dict[frozenset[str], Bare] = {}
    for edge in _between(graph, [pair for here, there in steps for pair in ((here, there), (there, here))]):
        best.setdefault(frozenset((edge[0], edge[2])), edge)
    return [best[frozenset(step)] for step in steps]


def _between(graph: GraphStore, pairs: Sequence[tuple[str, str]]) -> list[Bare]:
    if not pairs:
        return []
    written = [f"({iri(subject)} {iri(object_)})" for subject, object_ in pairs]
    return _heaviest(graph.select(fill("between", pair=written)))


def _around(graph: GraphStore, frontier: Sequence[str]) -> list[Bare]:
    rows = graph.select(fill("edges", focus=[iri(node) for node in frontier]))
    return _heaviest(rows)


def _heaviest(rows: Iterable[Row]) -> list[Bare]:
    """Sorted here: the engine takes long to sort IRIs."""
    return sorted({_bare(row) for row in rows}, key=lambda edge: (-edge[3], edge[:3]))


def _bare(row: Row) -> Bare:
    return row["s"].value, row["p"].value, row["o"].value, int(row["weight"].value), row["source"].value


def _net(graph: GraphStore, nodes: list[str], edges: list[Bare], omitted: int, language: str) -> Net:
    names = labels(graph, {*nodes, *(edge[1] for edge in edges)}, language=language)
    kinds = _types(graph, nodes)
    return Net(
        tuple(NetNode(node, names.get(node, node), kinds.get(node, "")) for node in nodes),
        tuple(
            NetEdge(s, p, o, names.get(p, p.removeprefix(NAMESPACE)), count, title) for s, p, o, count, title in edges
        ),
        omitted,
    )


def _types(graph: GraphStore, nodes: Sequence[str]) -> dict[str, str]:
    if not nodes:
        return {}
    rows = graph.select(fill("types", thing=[iri(node) for node in nodes]))
    found = sorted((row["thing"].value, row["type"].value.removeprefix(NAMESPACE)) for row in rows)
    return dict(reversed(found))
