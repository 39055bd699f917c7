"""Writing a build: from nothing, or from the last build and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np

from builds import layout
from builds.labelling import lexicon_labels
from builds.passages import DocumentInfo
from builds.statements import Spool, assemble
from builds.stopwatch import Spent, Stopwatch
from builds.tables import TableWriter
from builds.work import Done, Origin
from embeddings.arrays import Keys, Vectors
from embeddings.catalogue import Catalogue, DocumentEntry, passage_key
from embeddings.encoders import Encoder
from embeddings.folders import linked
from embeddings.label_writer import LEXICON, LabelWriter
from embeddings.lexical import LexicalIndex
from embeddings.tokens import indexed
from embeddings.vectors import DEFAULT_VECTORS, VectorIndex, create_vectors, start_vectors
from graph.build import GraphWriter
from graph.naming import Names

_SPOOL = "spool"
_SCRATCH = "scratch"


class BuildWriter:
    """Fills `folder`. `last` is the build to start from, which is left untouched; None for an empty start.

    Use as a context manager; nothing is promised about a folder whose writer did not `finish`. `watch` is told what
    the parts take; `vectors` is the kind of the vector index.
    """

    def __init__(
        self,
        folder: Path,
        *,
        encoder: Encoder,
        base: str,
        watch: Stopwatch,
        vectors: str = DEFAULT_VECTORS,
        last: Path | None = None,
    ) -> None:
        self._watch = watch
        self._folder = folder
        self._last = last
        self._encoder = encoder
        names = Names.load(base)
        self._graph = GraphWriter(folder / _SCRATCH, names=names, previous=_part(last, layout.GRAPH))
        self._tables = TableWriter(folder / layout.PASSAGES, last=_part(last, layout.PASSAGES))
        self._labels = LabelWriter(folder / layout.LABELS, encoder, last=_part(last, layout.LABELS))
        if last is None:
            self._labels.add(LEXICON, lexicon_labels(names))
        self._spool = Spool(folder / _SPOOL)
        self._spooled: dict[int, tuple[int, int]] = {}
        retrieval = folder / layout.RETRIEVAL
        retrieval.mkdir()
        self._vectors = _vectors(retrieval, last, encoder.dimension, vectors)
        self._stack = ExitStack()
        self._lexical = self._stack.enter_context(_lexical(retrieval, last).writer())

    def __enter__(self) -> BuildWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)
        self._graph.close()

    def remove(self, info: DocumentInfo) -> None:
        self._graph.remove(info.id)
        self._drop(info.number)

    def add(self, done: Done, origin: Origin, *, instead_of: DocumentInfo | None = None) -> None:
        """`instead_of` is the document of the same source that the last build holds."""
        if instead_of is not None:
            self._drop(instead_of.number)
        with self._watch("hand over the graph"):
            self._graph.replace(done.document.id, done.ntriples)
        with self._watch("write tables"):
            entry = self._tables.add(done, origin)
            self._spooled[entry.number] = self._spool.add(done.lines)
        with self._watch("count names"):
            self._labels.add(entry.number, done.labels)
        with self._watch("write indexes"):
            self._vectors.update(_keys(entry, done.encoded), done.vectors.astype(np.float32))
            context = indexed(entry.context())
            for index, words in enumerate(done.words):
                self._lexical.add(passage_key(entry.number, index), f"{context} {words}")

    def unencoded(self) -> Iterator[list[str]]:
        """Names that others may encode meanwhile, giving the vectors of each list to `encoded` in the same order."""
        return self._labels.full_blocks()

    def encoded(self, vectors: Vectors) -> None:
        self._labels.encoded(vectors)

    def finish(self) -> Mapping[str, int]:
        """Complete everything but the manifest; returns counts for it."""
        with ThreadPoolExecutor(max_workers=1) as beside:
            graph = beside.submit(self._finish_graph)
            with self._watch("finish indexes"):
                self._stack.close()
                self._vectors.save()
                self._vectors.close()
            with self._watch("finish tables"):
                Catalogue(self._tables.entries()).save(self._folder / layout.RETRIEVAL / layout.CATALOGUE)
                self._statements()
                counts = self._tables.counts()
                self._tables.close()
            with self._watch("finish names"):
                labels = self._labels.finish()
            with self._watch("wait for the graph"):
                spent = graph.result()
        self._watch.add(spent)
        return {**counts, "labels": labels}

    def _finish_graph(self) -> Mapping[str, Spent]:
        watch = Stopwatch()
        with watch("finish the graph"):
            self._graph.finish(self._folder / layout.GRAPH, count=False)
        return watch.spent | {"load the graph": Spent(self._graph.loading_seconds)}

    def _drop(self, number: int) -> None:
        self._tables.remove(number)
        self._labels.remove(number)
        self._lexical.remove(number)
        nothing = np.empty((0, self._encoder.dimension), dtype=np.float32)
        self._vectors.update(np.empty(0, dtype=np.int64), nothing, remove=[number])

    def _statements(self) -> None:
        self._spool.close()
        spans = self._tables.spans()
        placed = assemble(self._folder / layout.STATEMENTS, self._pieces(spans))
        self._tables.set_spans(zip((number for number, _ in spans), placed, strict=True))
        self._spool.path.unlink()

    def _pieces(self, spans: list[tuple[int, tuple[int, int]]]) -> Iterator[tuple[Path, tuple[int, int]]]:
        for number, span in spans:
            if number in self._spooled:
                yield self._spool.path, self._spooled[number]
            elif self._last is not None:
                yield self._last / layout.STATEMENTS, span


def _part(last: Path | None, name: str) -> Path | None:
    return None if last is None else last / name


def _keys(entry: DocumentEntry, indexes: Iterable[int]) -> Keys:
    return np.array([passage_key(entry.number, index) for index in indexes], dtype=np.int64)


def _vectors(retrieval: Path, last: Path | None, dimension: int, kind: str) -> VectorIndex:
    folder = retrieval / layout.VECTORS
    if last is None:
        return create_vectors(folder, dimension, kind=kind)
    return start_vectors(folder, last / layout.RETRIEVAL / layout.VECTORS, kind=kind)


def _lexical(retrieval: Path, last: Path | None) -> LexicalIndex:
    folder = retrieval / layout.LEXICAL
    if last is None:
        return LexicalIndex.create(folder)
    linked(last / layout.RETRIEVAL / layout.LEXICAL, folder)
    return LexicalIndex.open(folder)
