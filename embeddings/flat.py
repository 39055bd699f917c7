"""The embedded VectorIndex: every vector is compared, in FAISS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from embeddings.arrays import Flags, Keys, Vectors
from embeddings.catalogue import of_documents

_VECTORS = "vectors.faiss"
_KEYS = "keys.npy"


class FlatIndex:
    """Vectors held as float16: half the memory, and the same ten best as float32. Row i has key `keys[i]`."""

    def __init__(self, index: Any, keys: Keys, folder: Path) -> None:
        self._index = index
        self._keys = keys
        self._folder = folder

    @classmethod
    def create(cls, folder: Path, dimension: int) -> FlatIndex:
        folder.mkdir(parents=True, exist_ok=True)
        index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        return cls(index, np.empty(0, dtype=np.int64), folder)

    @classmethod
    def open(cls, folder: Path) -> FlatIndex:
        return cls(faiss.read_index(str(folder / _VECTORS)), np.load(folder / _KEYS), folder)

    def save(self) -> None:
        faiss.write_index(self._index, str(self._folder / _VECTORS))
        np.save(self._folder / _KEYS, self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def update(self, keys: Keys, vectors: Vectors, *, remove: Iterable[int] = ()) -> None:
        gone = of_documents(self._keys, remove)
        if gone.any():
            self._index.remove_ids(_selector(gone))
        if len(keys):
            self._index.add(np.ascontiguousarray(vectors))
        self._keys = np.concatenate([self._keys[~gone], keys])

    def search(self, vector: Vectors, k: int, *, documents: Sequence[int] | None = None) -> list[tuple[int, float]]:
        if not len(self) or documents == []:
            return []
        wanted = None if documents is None else _only(of_documents(self._keys, documents))
        scores, rows = self._index.search(vector[None], min(k, len(self)), params=wanted)
        found = [(int(self._keys[row]), float(s)) for row, s in zip(rows[0], scores[0], strict=True) if row >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def get(self, keys: Keys) -> Vectors:
        if not len(keys):
            return np.empty((0, self._index.d), dtype=np.float32)
        order = np.argsort(self._keys, kind="stable")
        rows = order[np.minimum(np.searchsorted(self._keys, keys, sorter=order), len(order) - 1)]
        if not np.array_equal(self._keys[rows], keys):
            raise KeyError(f"not all of {len(keys)} keys are in this index")
        vectors: Vectors = self._index.reconstruct_batch(rows)
        return vectors


def _selector(flags: Flags) -> Any:
    return faiss.IDSelectorBitmap(np.packbits(flags, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _only(flags: Flags) -> Any:
    return faiss.SearchParameters(sel=_selector(flags))  # type: ignore[call-arg]
