"""The shortest chain of relations from one thing to another, found in memory: a hub has thousands of neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.queries import fill
from model.identifiers import NAMESPACE
from model.statement import Predicate

if TYPE_CHECKING:
    from graph.store import GraphStore

LONGEST = 6
Neighbours = Mapping[str, Sequence[str]]


def neighbours(graph: GraphStore) -> Neighbours:
    """By IRI, what is related to it in either direction, sorted. One query, made once for a store."""
    return graph.remember(_read)


def chain(near: Neighbours, start: str, end: str, *, longest: int = LONGEST) -> list[str]:
    """The things on a shortest chain, both ends included; empty where none has at most `longest` steps."""
    came = {start: start}
    frontier = [start]
    for _ in range(longest):
        if end in came:
            break
        reached = []
        for here in frontier:
            for there in near.get(here, ()):
                if there not in came:
                    came[there] = here
                    reached.append(there)
        frontier = reached
    return _back(came, end) if end in came else []


def _back(came: Mapping[str, str], end: str) -> list[str]:
    found = [end]
    while (before := came[found[-1]]) != found[-1]:
        found.append(before)
    return found[::-1]


def _read(graph: GraphStore) -> Neighbours:
    found: dict[str, set[str]] = {}
    predicates = [f"<{NAMESPACE}{predicate.value}>" for predicate in Predicate]
    for row in graph.select(fill("asserted", predicate=predicates)):
        subject, object_ = row["s"].value, row["o"].value
        found.setdefault(subject, set()).add(object_)
        found.setdefault(object_, set()).add(subject)
    return {thing: tuple(sorted(others)) for thing, others in found.items()}
