"""Labels of things in one language, falling back to the other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from analysis.queries import fill, iri
from graph.terms import Literal

if TYPE_CHECKING:
    from graph.store import GraphStore


def labels(graph: GraphStore, things: Collection[str], *, language: str = "zh") -> dict[str, str]:
    """By IRI; things without a label are left out. Of several labels in a language the first in order counts."""
    if not things:
        return {}
    found: dict[str, tuple[int, str]] = {}
    for row in graph.select(fill("labels", thing=[iri(thing) for thing in sorted(things)])):
        label = row["label"]
        spoken = label.language if isinstance(label, Literal) else None
        candidate = (0 if spoken == language else 1 if spoken == "zh" else 2, label.value)
        thing = row["thing"].value
        found[thing] = min(found.get(thing, candidate), candidate)
    return {thing: label for thing, (_, label) in found.items()}
