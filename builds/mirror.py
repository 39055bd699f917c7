"""A build's graph on another server: any that speaks the SPARQL 1.1 protocol."""

from __future__ import annotations

import io
from collections.abc import Collection

from graph.naming import Names
from graph.store import EmbeddedStore, GraphStore


def mirror(store: EmbeddedStore, remote: GraphStore, *, base: str, changed: Collection[str]) -> int:
    """Make `remote` hold the named graphs of `store`; returns how many were sent.

    `changed` are ids of the documents that differ from what was last sent; graphs that `remote` lacks are sent too, and
    those below `base` that `store` does not have are removed.
    """
    names = Names(base)
    there, here = set(remote.graphs()), store.graphs()
    differing = {names.document(document) for document in changed}
    for graph in sorted(there - set(here), key=str):
        if graph.value.startswith(base):
            remote.remove(graph)
    sent = [graph for graph in here if graph in differing or graph not in there]
    for graph in sent:
        triples = io.BytesIO()
        store.dump(triples, graph=graph)
        remote.replace(graph, triples.getvalue().decode())
    return len(sent)
