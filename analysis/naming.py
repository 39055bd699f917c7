"""From what a user writes – an IRI, an id, a code, a name in either language – to the thing of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.labels import labels
from analysis.queries import fill, iri, literal
from model.errors import QueryError
from model.identifiers import NAMESPACE

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
    wanted = {NAMESPACE + type for type in _TYPES.get(kind, _ENTITIES)}
    rows = [
        row for row in graph.select(fill("named", name=_names(given))) if "type" in row and row["type"].value in wanted
    ]
    if not rows:
        raise QueryError(
            f"this build knows no {kind} named {given!r}", where=kind, advice="look it up in the search box"
        )
    top = min(map(_level, rows))
    return _most_used(graph, sorted({row["thing"].value for row in rows if _level(row) == top}))


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


def _level(row: Row) -> int:
    return _LEVELS.index(row["level"].value) if "level" in row else len(_LEVELS)


def _most_used(graph: GraphStore, things: list[str]) -> str:
    if len(things) == 1:
        return things[0]
    uses = {
        row["thing"].value: int(row["uses"].value)
        for row in graph.select(fill("uses", thing=[iri(thing) for thing in things]))
    }
    return min(things, key=lambda thing: (-uses.get(thing, 0), thing))
