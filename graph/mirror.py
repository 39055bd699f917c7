"""Copy a store into another, graph by graph, and only what differs: `python -m graph.mirror BUILD/graph ADDRESS`."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.address import parse
from graph.remote import RemoteStore
from graph.store import EmbeddedStore, GraphStore
from graph.terms import Iri
from model.errors import ChaotouError
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


def main(directory: str, address: str) -> int:
    try:
        source = EmbeddedStore(Path(directory), read_only=True)
        written, removed = mirror(source, RemoteStore(parse(address)))
    except ChaotouError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{written} graphs written, {removed} removed")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
