"""Writing an index of names: from nothing, or from the last one and what changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from embeddings.catalogue import passage_key
from embeddings.encoders import Encoder
from embeddings.labels import GRAMS, TABLE, VECTORS, Label, folded
from embeddings.lexical import LexicalIndex
from embeddings.vectors import VectorIndex, create_vectors, open_vectors

LEXICON = 0  # the document number under which the names of the lexicon stand

_SCHEMA = Path(__file__).with_name("labels.sql")
_NAMED_ONLY = frozenset({"Place"})  # kinds whose names mean nothing: the lexicon has all of them, in both languages
_BATCH = 10_000

Row = tuple[int, str, str]
"""Number, kind, text."""


class LabelWriter:
    """Fills `folder`. A name stays as long as a document uses it. `last` is left untouched."""

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

    def add(self, document: int, labels: Iterable[Label]) -> None:
        """The names that the document with this number uses."""
        for label in sorted(set(labels), key=lambda label: (label.kind, label.id, label.text)):
            row = (label.id, label.kind, label.text, folded(label.text))
            self._table.execute("INSERT OR IGNORE INTO label (id, kind, text, folded) VALUES (?, ?, ?, ?)", row)
            (number,) = self._table.execute(
                "SELECT number FROM label WHERE id = ? AND kind = ? AND text = ?", row[:3]
            ).fetchone()
            self._table.execute("INSERT OR IGNORE INTO use VALUES (?, ?)", (document, number))
            self._touched.add(number)

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
        new: list[Row] = self._table.execute(
            "SELECT number, kind, text FROM label WHERE number > ? ORDER BY number", (self._known,)
        ).fetchall()
        self._grams.update(((passage_key(number, 0), text) for number, _, text in new), remove=gone)
        meant = [row for row in new if row[1] not in _NAMED_ONLY]
        for start in range(0, len(meant), _BATCH):
            rows = meant[start : start + _BATCH]
            keys = np.array([passage_key(number, 0) for number, _, _ in rows], dtype=np.int64)
            self._vectors.update(keys, self._encoder.encode([text for _, _, text in rows]))
        self._vectors.save()


def _opened(folder: Path, dimension: int, last: Path | None) -> tuple[LexicalIndex, VectorIndex]:
    if last is None:
        return LexicalIndex.create(folder / GRAMS), create_vectors(folder / VECTORS, dimension)
    link_index(last / GRAMS, folder / GRAMS)
    link_index(last / VECTORS, folder / VECTORS)
    return LexicalIndex.open(folder / GRAMS), open_vectors(folder / VECTORS)


def link_index(last: Path, folder: Path) -> None:
    """A copy of a lexical or vector index that shares its files, which never change once written."""
    shutil.copytree(last, folder, copy_function=os.link, ignore=shutil.ignore_patterns("*.lock"))
