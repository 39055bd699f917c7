"""The shortest chain of relations from one thing to another, found in memory: a hub has thousands of neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from analysis.queries import fill
from model.identifiers import NAMESPACE
from model.statement import Predicate

if TYPE_CHECKING:
    from graph.store import GraphStore

LONGEST = 6


def neighbours(graph: GraphStore) -> nx.Graph[str]:
    """The IRIs of all things, joined where a relation in either direction is stated. One query, made once for a
    store."""
    return graph.remember(_read)


def chain(near: nx.Graph[str], start: str, end: str, *, longest: int = LONGEST) -> list[str]:
    """The things on a shortest chain, both ends included; empty where none has at most `longest` steps."""
    if start == end or start not in near:
        return [start] if start == end else []
    came: dict[str, str] = {}
    for thing, before in nx.bfs_predecessors(near, start, depth_limit=longest, sort_neighbors=sorted):
        came[thing] = before
        if thing == end:
            return _back(came, end)
    return []


def _back(came: dict[str, str], end: str) -> list[str]:
    found = [end]
    while found[-1] in came:
        found.append(came[found[-1]])
    return found[::-1]


def _read(graph: GraphStore) -> nx.Graph[str]:
    predicates = [f"<{NAMESPACE}{predicate.value}>" for predicate in Predicate]
    rows = graph.select(fill("asserted", predicate=predicates))
    return nx.Graph((row["s"].value, row["o"].value) for row in rows)
