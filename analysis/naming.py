"""From what a user writes – an IRI, an id, a code, a name in either language – to the thing of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.labels import labels
from analysis.queries import fill, iri, literal
from model.errors import QueryError

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row

_TYPES = {"metric": ("Metric",), "place": ("Place",)}
_ENTITIES = (
    "Agency", "Place", "Initiative", "Policy", "Platform", "Event", "Award", "Designation", "Facility", "Organization",
    "Project",
)  # fmt: skip
_LEVELS = ("country", "province", "prefecture", "county")


def find(graph: GraphStore, text: str, *, kind: str, base: str) -> str:
    """IRI of the `kind` ("metric", "place" or "entity") meant by `text`. `base` is the instance base of the build.

    Of several things of one name: the higher-level place, then the one spoken of most. Raises QueryError when nothing
    bears the name.
    """
    given = text.strip()
    for candidate in _candidates(given, kind, base):
        if labels(graph, [candidate]):
            return candidate
    rows = graph.select(fill("named", name=_names(given), type=[f"ach:{t}" for t in _TYPES.get(kind, _ENTITIES)]))
    if not rows:
        raise QueryError(
            f"this build knows no {kind} named {given!r}", where=kind, advice="look it up in the search box"
        )
    return min(rows, key=_rank)["thing"].value


def _candidates(given: str, kind: str, base: str) -> list[str]:
    """IRIs that `given` may be or abbreviate."""
    written = (given, base + given, f"{base}{kind}/{given}")
    found = []
    for candidate in written:
        try:
            iri(candidate)
        except ValueError:
            continue
        if candidate.startswith("http"):
            found.append(candidate)
    return found


def _names(given: str) -> list[str]:
    spellings = dict.fromkeys((given, given.lower(), given.title(), given.capitalize()))
    return [f"{literal(name)}@{language}" for name in spellings for language in ("zh", "en")]


def _rank(row: Row) -> tuple[int, int, str]:
    level = _LEVELS.index(row["level"].value) if "level" in row else len(_LEVELS)
    return level, -int(row["uses"].value), row["thing"].value
