"""Opening a build to read from it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from builds import layout
from builds.manifest import Manifest
from model.errors import BuildError

if TYPE_CHECKING:
    from builds.passages import Passages
    from embeddings.encoders import Encoder
    from embeddings.labels import LabelIndex
    from embeddings.retrieval import Retriever
    from graph.store import GraphStore
    from model.statement import Statement


_AGAIN = "ingest the documents again into a new folder"


class Build:
    """One finished build, read-only; may be used from several threads. Each part is opened when it is first used."""

    def __init__(self, path: Path, manifest: Manifest, *, link: Path, graph: GraphStore | None = None) -> None:
        self.path = path
        self.manifest = manifest
        self._link = link
        self._elsewhere = graph
        self._lock = threading.RLock()

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def base(self) -> str:
        """The IRI below which this build names things."""
        return self.manifest.recipe.base

    @cached_property
    def graph(self) -> GraphStore:
        """The build's own store, or the one elsewhere that was said to hold the same."""
        from graph.store import EmbeddedStore

        return self._elsewhere or EmbeddedStore(self.path / layout.GRAPH, read_only=True)

    @cached_property
    def passages(self) -> Passages:
        from builds.passages import Passages

        return Passages.open(self.path / layout.PASSAGES)

    @property
    def encoder(self) -> Encoder:
        with self._lock:
            return self._encoder

    @property
    def retriever(self) -> Retriever:
        with self._lock:
            return self._retriever

    @property
    def labels(self) -> LabelIndex:
        with self._lock:
            return self._labels

    def statements_of(self, document: str) -> list[Statement]:
        """The statements of one document in its order. KeyError if the build does not hold it."""
        from builds.statements import read

        return list(read(self.path / layout.STATEMENTS, self.passages.info(document).span))

    def statements(self) -> Iterator[Statement]:
        """Every statement, in the order of statements.jsonl."""
        for info in self.passages.documents():
            yield from self.statements_of(info.id)

    def changed(self) -> bool:
        """Whether the path this build was opened by now leads to another one."""
        return self._link.exists() and self._link.resolve() != self.path

    def warm(self) -> Build:
        """Open every part now, so that the first question does not wait."""
        _ = self.graph, self.passages, self.retriever, self.labels
        return self

    def close(self) -> None:
        for part in ("graph", "passages", "_labels", "_retriever"):
            if part in self.__dict__:
                self.__dict__.pop(part).close()

    @cached_property
    def _encoder(self) -> Encoder:
        from embeddings.encoders import load_encoder

        wanted = self.manifest.recipe.encoder
        encoder = load_encoder(wanted.name)
        if (encoder.revision, encoder.dimension) != (wanted.revision, wanted.dimension):
            raise BuildError(
                f"it was made with encoder revision {wanted.revision}, this machine has {encoder.revision}",
                where=str(self.path),
                advice="install that revision, or ingest again",
            )
        return encoder

    @cached_property
    def _retriever(self) -> Retriever:
        from embeddings.retrieval import open_retriever

        folder = self.path / layout.RETRIEVAL
        with _readable(folder):
            return open_retriever(folder, self._encoder, vectors=self.manifest.recipe.vectors)

    @cached_property
    def _labels(self) -> LabelIndex:
        from embeddings.labels import LabelIndex

        folder = self.path / layout.LABELS
        with _readable(folder):
            return LabelIndex.open(folder, self._encoder)


@contextmanager
def _readable(part: Path) -> Iterator[None]:
    """The engines have errors of their own for files that are gone or hold something else; for a user they are one."""
    try:
        yield
    except (OSError, RuntimeError, ValueError, LookupError, TypeError, sqlite3.Error) as error:
        message = str(error).strip().partition("\n")[0][:200]
        raise BuildError(
            f"an index is missing or damaged ({type(error).__name__}: {message})", where=str(part), advice=_AGAIN
        ) from error


def open_build(path: str | Path, *, graph: GraphStore | None = None) -> Build:
    """Open the build at `path` (a build's folder, or a link to one such as DIR/current).

    `graph` is a store elsewhere that holds the graph of this build (`ingest.py --graph-store`), to be read instead.
    Raises BuildError where there is none, or where a file of the manifest is missing or has another size.
    """
    link = Path(path)
    folder = link.resolve()
    manifest = Manifest.load(folder)
    for name, size in manifest.files.items():
        part = folder / name
        if not part.is_file() or part.stat().st_size != size:
            raise BuildError("a file of the build is missing or damaged", where=str(part), advice=_AGAIN)
    return Build(folder, manifest, link=link, graph=graph)


def verify(build: Build) -> None:
    """Read statements.jsonl through and count what the stores hold. Raises BuildError at the first difference."""
    from builds.statements import file_hash

    manifest = build.manifest
    if file_hash(build.path / layout.STATEMENTS) != manifest.statements_hash:
        raise BuildError("statements.jsonl is damaged", where=str(build.path), advice=_AGAIN)
    found = {"passages": len(build.passages), "labels": len(build.labels), "triples": _triples(build)}
    for name, count in found.items():
        if count != manifest.counts[name]:
            raise BuildError(
                f"it holds {count} {name}, the manifest says {manifest.counts[name]}",
                where=str(build.path),
                advice=_AGAIN,
            )


def _triples(build: Build) -> int:
    """How many triples stand in the named graphs of documents."""
    graphs = f"FILTER(STRSTARTS(STR(?graph), '{build.base}document/'))"
    (row,) = build.graph.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} {graphs} }}")
    return int(str(getattr(row["n"], "value", 0)))
