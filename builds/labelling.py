"""The names of metrics and entities in a build's graph, as an index of labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builds import layout
from embeddings.encoders import Encoder
from embeddings.labels import Label, write_labels
from graph.store import EmbeddedStore
from graph.terms import Iri
from model.identifiers import NAMESPACE
from model.statement import EntityType

_KINDS = (*(kind.value for kind in EntityType), "Metric")


def write(folder: Path, encoder: Encoder, *, base: str, last: Path | None = None) -> int:
    """Write the index of a build whose graph is complete; returns how many names it holds.

    What the last build already encoded is taken from there.
    """
    before = None if last is None else last / layout.LABELS
    return write_labels(folder / layout.LABELS, _labels(folder / layout.GRAPH, base), encoder, last=before)


def _labels(store: Path, base: str) -> Iterator[Label]:
    graph = EmbeddedStore(store, read_only=True)
    try:
        for kind in _KINDS:
            for row in graph.select(_query(kind)):
                thing = row["thing"]
                if isinstance(thing, Iri) and thing.value.startswith(base):
                    yield Label(thing.value.removeprefix(base), kind, str(getattr(row["name"], "value", "")))
    finally:
        graph.close()


def _query(kind: str) -> str:
    return (
        f"SELECT DISTINCT ?thing ?name WHERE {{ ?thing a <{NAMESPACE}{kind}> ;"
        " <http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#altLabel> ?name }"
    )
