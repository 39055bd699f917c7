"""Writing an index of names: from nothing, or from the last one and what changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from embeddings.arrays import Vectors
from embeddings.catalogue import passage_key
from embeddings.encoders import Encoder
from embeddings.folders import linked
from embeddings.labels import GRAMS, TABLE, VECTORS, Label, folded
from embeddings.lexical import LexicalIndex
from embeddings.vectors import VectorIndex, create_vectors, start_vectors

LEXICON = 0  # the document number under which the names of the lexicon stand

_SCHEMA = Path(__file__).with_name("labels.sql")
_NAMED_ONLY = frozenset({"Place"})  # kinds whose names mean nothing: the lexicon has all of them, in both languages
_BLOCK = 2_000  # names encoded at once


class LabelWriter:
    """Fills `folder`. A name stays as long as a document uses it. `last` is left untouched.

    New names are encoded in blocks of one size, so that the vectors do not depend on who encodes them: `finish` does
    it, unless others take `full_blocks` and bring back the vectors while documents are still being added.
    """

    def __init__(self, folder: Path, encoder: Encoder, *, last: Path | None = None) -> None:
        folder.mkdir(parents=True)
        self._encoder = encoder
        self._grams, self._vectors = _opened(folder, encoder.dimension, last)
        if last is not None:
            shutil.copyfile(last / TABLE, folder / TABLE)
        self._table = sqlite3.connect(folder / TABLE)
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("PRAGMA synchronous = OFF")
        if last is None:
            self._table.executescript(_SCHEMA.read_text(encoding="utf-8"))
        self._known = int(self._table.execute("SELECT coalesce(max(number), 0) FROM label").fetchone()[0])
        self._touched: set[int] = set()
        self._new: list[tuple[int, str]] = []
        self._taken: deque[list[tuple[int, str]]] = deque()

    def add(self, document: int, labels: Iterable[Label]) -> None:
        """The names that the document with this number uses."""
        for label in sorted(set(labels), key=lambda label: (label.kind, label.id, label.text)):
            number = self._number(label)
            self._table.execute("INSERT OR IGNORE INTO use VALUES (?, ?)", (document, number))
            self._touched.add(number)

    def full_blocks(self) -> Iterator[list[str]]:
        """New names that wait to be encoded, as far as they fill blocks. Each block's vectors must be given to
        `encoded`, in this order, before `finish`."""
        while len(self._new) >= _BLOCK:
            block, self._new = self._new[:_BLOCK], self._new[_BLOCK:]
            self._taken.append(block)
            yield [text for _, text in block]

    def encoded(self, vectors: Vectors) -> None:
        """Of the first block that was taken and not yet given back."""
        self._add_vectors(self._taken.popleft(), vectors)

    def remove(self, document: int) -> None:
        rows = self._table.execute("SELECT label FROM use WHERE document = ?", (document,)).fetchall()
        self._touched.update(number for (number,) in rows)
        self._table.execute("DELETE FROM use WHERE document = ?", (document,))

    def finish(self) -> int:
        """Bring the indexes in line with the table; returns how many names there are."""
        self._table.executemany(
            "UPDATE label SET uses = (SELECT count(*) FROM use WHERE label = number) WHERE number = ?",
            ((number,) for number in sorted(self._touched)),
        )
        gone = [number for (number,) in self._table.execute("SELECT number FROM label WHERE uses = 0")]
        self._table.execute("DELETE FROM label WHERE uses = 0")
        self._index(gone)
        self._table.commit()
        (count,) = self._table.execute("SELECT count(*) FROM label").fetchone()
        self._table.close()
        return int(count)

    def _index(self, gone: Sequence[int]) -> None:
        nothing = np.empty((0, self._encoder.dimension), dtype=np.float32)
        self._vectors.update(np.empty(0, dtype=np.int64), nothing, remove=gone)
        new = self._table.execute("SELECT number, text FROM label WHERE number > ? ORDER BY number", (self._known,))
        self._grams.update(((passage_key(number, 0), text) for number, text in new), remove=gone)
        for start in range(0, len(self._new), _BLOCK):
            block = self._new[start : start + _BLOCK]
            self._add_vectors(block, self._encoder.encode([text for _, text in block]))
        self._vectors.save()

    def _number(self, label: Label) -> int:
        """Of the name; a name not yet in the table gets the next one."""
        row = (label.id, label.kind, label.text)
        found = self._table.execute("SELECT number FROM label WHERE id = ? AND kind = ? AND text = ?", row).fetchone()
        if found is not None:
            return int(found[0])
        insert = "INSERT INTO label (id, kind, text, folded) VALUES (?, ?, ?, ?)"
        number = int(self._table.execute(insert, (*row, folded(label.text))).lastrowid or 0)
        if label.kind not in _NAMED_ONLY:
            self._new.append((number, label.text))
        return number

    def _add_vectors(self, block: Sequence[tuple[int, str]], vectors: Vectors) -> None:
        keys = np.array([passage_key(number, 0) for number, _ in block], dtype=np.int64)
        self._vectors.update(keys, vectors)


def _opened(folder: Path, dimension: int, last: Path | None) -> tuple[LexicalIndex, VectorIndex]:
    if last is None:
        return LexicalIndex.create(folder / GRAMS), create_vectors(folder / VECTORS, dimension)
    linked(last / GRAMS, folder / GRAMS)
    return LexicalIndex.open(folder / GRAMS), start_vectors(folder / VECTORS, last / VECTORS)
