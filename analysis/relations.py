"""Relations between named things, each with where it is stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.facts import ACHIEVED, TARGET, Citation, Thing, citation
from analysis.labels import labels
from analysis.queries import fill, iri

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row


@dataclass(frozen=True, slots=True)
class Relation:
    """`time` is a period or ""."""

    iri: str
    subject: Thing
    predicate: Thing
    object: Thing
    time: str
    status: str
    citation: Citation


def relations(
    graph: GraphStore,
    *,
    passages: Sequence[str] | None = None,
    things: Sequence[str] | None = None,
    language: str = "zh",
    limit: int = 200,
) -> list[Relation]:
    """What these passages state, or what is stated about these things (IRIs); ordered by IRI."""
    if not passages and not things:
        return []
    query = fill("relations", passage=_terms(passages), thing=_terms(things), limit=limit)
    rows = {row["id"].value: row for row in graph.select(query)}
    named = {row[key].value for row in rows.values() for key in ("subject", "predicate", "object")}
    names = labels(graph, named, language=language)
    return [_relation(rows[key], names) for key in sorted(rows)]


def _terms(values: Sequence[str] | None) -> list[str] | None:
    return [iri(value) for value in values] if values else None


def _relation(row: Row, names: dict[str, str]) -> Relation:
    def thing(key: str) -> Thing:
        return Thing(row[key].value, names.get(row[key].value, row[key].value))

    return Relation(
        iri=row["id"].value,
        subject=thing("subject"),
        predicate=thing("predicate"),
        object=thing("object"),
        time=row["time"].value if "time" in row else "",
        status=TARGET if row["status"].value.endswith("#Target") else ACHIEVED,
        citation=citation(row),
    )
