"""Writing the graph of a build: from nothing, or from the last build and what changed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from graph.loading import Loader
from graph.naming import Names
from graph.store import EmbeddedStore
from graph.terms import Iri
from graph.vocabulary import vocabulary_graphs
from model.errors import BuildError

_MUCH = 64 << 20  # bytes of N-Quads: so much is loaded in several batches, each with files of its own


@dataclass(frozen=True, slots=True)
class GraphCounts:
    """`triples` are those of the default graph, `quads` those of all graphs with it, `documents` are counted."""

    triples: int
    quads: int
    documents: int


class GraphWriter:
    """Writes a store in `directory`, a scratch place that this object creates and deletes.

    `names` holds the instance base and the lexicons. `previous` is the finished store of the last build, or None: the
    writer then starts from a hard-linked copy of it and leaves `previous` untouched.
    Triples come as the text that `graph.triples.document_ntriples` returns, which worker processes can make and a cache
    can keep. Additions are loaded in the background, many documents at once, and are all there after `finish`; removals
    happen at once. Nothing is promised about a writer that did not finish: throw its directory away.
    The ontology and the lexicons (places, agencies, metrics, units) are written by `finish` as graphs of their own.
    """

    def __init__(self, directory: Path, *, names: Names, previous: Path | None = None) -> None:
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        self._directory = directory
        self._names = names
        if previous is not None:
            EmbeddedStore(previous, read_only=True).snapshot(directory / "store")
        self._store = EmbeddedStore(directory / "store")
        self._graphs = set(self._store.graphs())
        self._loader = Loader(self._store)
        self._added: set[Iri] = set()

    def replace(self, document_id: str, ntriples: str) -> None:
        """`ntriples` are all triples of that document. Call once for each document that is new or changed."""
        self._replace(self._names.document(document_id), ntriples)

    def remove(self, document_id: str) -> None:
        """No error when the build does not hold it."""
        graph = self._names.document(document_id)
        if graph in self._graphs:
            self._remove(graph)
            self._graphs.discard(graph)

    @property
    def loading_seconds(self) -> float:
        """How long the engine has been loading, beside everything else."""
        return self._loader.seconds

    def documents(self) -> int:
        """How many documents the store will hold."""
        return sum(1 for graph in self._graphs | self._added if self._is_document(graph))

    def finish(self, target: Path, *, count: bool = True) -> GraphCounts:
        """Load what is pending, write the finished store to `target` (which must not exist) and delete the scratch.

        `count=False` spares two scans of the whole store; `triples` and `quads` are then 0.
        """
        for graph, ntriples in vocabulary_graphs(self._names):
            if not self._store.holds(graph, ntriples):
                self._replace(graph, ntriples)
        self._load()
        triples, quads = (self._store.count_default(), self._store.count()) if count else (0, 0)
        counts = GraphCounts(triples, quads, self.documents())
        self._store.snapshot(target)
        self.close()
        return counts

    def close(self) -> None:
        """Give everything up; what was not finished is lost."""
        self._loader.close()
        self._store.close()
        shutil.rmtree(self._directory, ignore_errors=True)

    def _load(self) -> None:
        """A few documents more must not rewrite the whole store: only a large load is worth it."""
        self._loader.finish()
        if self._loader.size >= _MUCH:
            self._store.compact()

    def _replace(self, graph: Iri, ntriples: str) -> None:
        if graph in self._added:
            raise BuildError("a document was given twice", where=str(graph), advice="give each source once")
        if graph in self._graphs:
            self._remove(graph)
        self._added.add(graph)
        self._loader.add(ntriples.encode())
        self._loader.add(ntriples.replace(" .\n", f" {graph} .\n").encode())

    def _remove(self, graph: Iri) -> None:
        self._loader.wait()
        self._store.remove(graph)

    def _is_document(self, graph: Iri) -> bool:
        return graph.value.startswith(self._names.base + "document/")
