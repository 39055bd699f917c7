"""Copy a store into another, graph by graph, and only what differs: a build into a remote SPARQL server."""

from __future__ import annotations

from graph.store import EmbeddedStore, GraphStore
from graph.terms import Iri
from model.identifiers import DEFAULT_BASE, digest

_DIGEST = Iri("http://purl.org/dc/terms/identifier")
_LENGTH = 32


def mirror(source: EmbeddedStore, target: GraphStore, *, base: str = DEFAULT_BASE) -> tuple[int, int]:
    """Make `target` hold the named graphs of `source`; returns how many were written and how many removed.

    What was written is kept as digests in a graph at the target, `<base>mirror`: a second run writes nothing.
    """
    book = Iri(base + "mirror")
    before = _digests(target, book)
    after: dict[str, str] = {}
    written = 0
    for graph in source.graphs():
        ntriples = source.ntriples(graph)
        after[graph.value] = digest(ntriples, length=_LENGTH)
        if before.get(graph.value) != after[graph.value]:
            target.replace(graph, ntriples)
            written += 1
    gone = sorted(before.keys() - after.keys())
    for name in gone:
        target.remove(Iri(name))
    if before != after:
        lines = (f'{Iri(name)} {_DIGEST} "{value}" .\n' for name, value in sorted(after.items()))
        target.replace(book, "".join(lines))
    return written, len(gone)


def _digests(target: GraphStore, book: Iri) -> dict[str, str]:
    rows = target.select(f"SELECT ?g ?digest WHERE {{ GRAPH {book} {{ ?g {_DIGEST} ?digest }} }}")
    return {row["g"].value: row["digest"].value for row in rows}
