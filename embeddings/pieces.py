"""What depends on one piece of a sentence alone, computed once and kept for the pieces met last."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Vectors

Ids = npt.NDArray[np.int64]

_STRIDE = 32  # pieces computed at once: always so many, so that a piece's numbers do not depend on those beside it


class Pieces:
    """A table with a row for each piece that was met and row 0, all zeros, for a gap. May be used by several threads.

    `compute` makes (n, columns) rows of (n,) piece ids. About `kept` rows are kept; then it starts afresh.
    """

    def __init__(self, compute: Callable[[Ids], Vectors], *, columns: int, kept: int) -> None:
        self._compute = compute
        self._kept = kept
        self._lock = Lock()
        self._rows: dict[int, int] = {}
        self._table: Vectors = np.zeros((1, columns), dtype=np.float32)

    def find(self, ids: Ids) -> tuple[Vectors, Ids]:
        """The table, and the row of each of these distinct pieces in it."""
        wanted = ids.tolist()
        with self._lock:
            if any(piece not in self._rows for piece in wanted):
                self._add(wanted)
            return self._table, np.array([self._rows[piece] for piece in wanted], dtype=np.int64)

    def _add(self, wanted: list[int]) -> None:
        if len(self._rows) + len(wanted) > self._kept:
            self._rows, self._table = {}, self._table[:1].copy()
        new = [piece for piece in wanted if piece not in self._rows]
        self._make_room(1 + len(self._rows) + len(new))
        for start in range(0, len(new), _STRIDE):
            part = new[start : start + _STRIDE]
            first = 1 + len(self._rows)
            padded = np.array(part + part[:1] * (_STRIDE - len(part)), dtype=np.int64)
            self._table[first : first + len(part)] = self._compute(padded)[: len(part)]
            self._rows.update(zip(part, range(first, first + len(part)), strict=True))

    def _make_room(self, rows: int) -> None:
        """Others may still read the table as it was, so it is never moved in place."""
        if rows > len(self._table):
            table = np.zeros((max(rows, min(2 * len(self._table), self._kept)), self._table.shape[1]), dtype=np.float32)
            table[: len(self._table)] = self._table
            self._table = table
