"""The embedded VectorIndex: every vector is compared, in FAISS.

The index is a folder of segments whose files never change once written, so that a copy may hard-link them and an
addition writes only what is new; small segments are merged, so that there are few. Vectors are float16: half the
memory, and on 200,000 sentences the same ten best as float32, where 8-bit vectors lost 0.5 % and inverted lists 8 % of
them. The files are mapped into memory, so opening takes no time and processes share the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from embeddings.arrays import Flags, Keys, Vectors
from embeddings.catalogue import of_documents

_VECTORS, _KEYS, _GONE = ".faiss", ".keys.npy", ".gone.npy"
_GROWTH = 4  # a segment is merged with the one before it unless that is so many times larger


@dataclass(slots=True)
class _Segment:
    """Row i of `index` has key `keys[i]` and counts unless `gone[i]`. `name` is None until it is saved."""

    index: Any
    keys: Keys
    gone: Flags
    name: str | None = None
    changed: bool = False

    def __len__(self) -> int:
        return len(self.keys) - int(self.gone.sum())


class FlatIndex:
    def __init__(self, segments: list[_Segment], dimension: int, folder: Path) -> None:
        self._segments = segments
        self._dimension = dimension
        self._folder = folder

    @classmethod
    def create(cls, folder: Path, dimension: int) -> FlatIndex:
        folder.mkdir(parents=True, exist_ok=True)
        index = cls([_segment(dimension)], dimension, folder)
        index.save()
        return index

    @classmethod
    def open(cls, folder: Path) -> FlatIndex:
        names = sorted(path.name.removesuffix(_VECTORS) for path in folder.glob(f"*{_VECTORS}"))
        segments = [_read(folder, name) for name in names]
        return cls(segments, segments[0].index.d, folder)

    def save(self) -> None:
        for segment in self._merged():
            if segment.name is None:
                segment.name = _free_name(self._folder)
                faiss.write_index(segment.index, str(self._folder / f"{segment.name}{_VECTORS}"))
                np.save(self._folder / f"{segment.name}{_KEYS}", segment.keys)
            if segment.changed:
                path = self._folder / f"{segment.name}{_GONE}"
                path.unlink(missing_ok=True)  # never written over: it may be linked from another index
                np.save(path, segment.gone)
                segment.changed = False
        kept = {segment.name for segment in self._segments}
        for path in self._folder.iterdir():
            if path.name.partition(".")[0] not in kept:
                path.unlink()

    def close(self) -> None:
        self._segments = []

    def __len__(self) -> int:
        return sum(map(len, self._segments))

    def update(self, keys: Keys, vectors: Vectors, *, remove: Iterable[int] = ()) -> None:
        numbers = list(remove)
        for segment in self._segments if numbers else ():
            gone = of_documents(segment.keys, numbers) & ~segment.gone
            if gone.any():
                segment.gone, segment.changed = segment.gone | gone, True
        if len(keys):
            self._add(keys, vectors)

    def search(self, vector: Vectors, k: int, *, documents: Sequence[int] | None = None) -> list[tuple[int, float]]:
        found = [hit for segment in self._segments for hit in _search(segment, vector, k, documents)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def get(self, keys: Keys) -> Vectors:
        vectors = np.empty((len(keys), self._dimension), dtype=np.float32)
        missing = np.ones(len(keys), dtype=np.bool_)
        for segment in self._segments:
            rows, held = _rows(segment, keys)
            if held.any():
                vectors[held] = segment.index.reconstruct_batch(rows[held])
                missing &= ~held
        if missing.any():
            raise KeyError(f"{int(missing.sum())} of {len(keys)} keys are not in this index")
        return vectors

    def _add(self, keys: Keys, vectors: Vectors) -> None:
        if not self._segments or self._segments[-1].name is not None:
            self._segments.append(_segment(self._dimension))
        last = self._segments[-1]
        last.index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        last.keys = np.concatenate([last.keys, keys])
        last.gone = np.concatenate([last.gone, np.zeros(len(keys), dtype=np.bool_)])

    def _merged(self) -> list[_Segment]:
        """The segments, after the last ones were merged while they are of like size."""
        segments = self._segments
        while len(segments) > 1 and len(segments[-2].keys) <= _GROWTH * len(segments[-1].keys):
            last, before = segments.pop(), segments.pop()
            segments.append(_joined(self._dimension, [before, last]))
        return segments


def _segment(dimension: int) -> _Segment:
    index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return _Segment(index, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_))


def _joined(dimension: int, parts: Iterable[_Segment]) -> _Segment:
    whole = _segment(dimension)
    for part in parts:
        rows = np.flatnonzero(~part.gone)
        if len(rows):
            whole.index.add(part.index.reconstruct_batch(rows))
            whole.keys = np.concatenate([whole.keys, part.keys[rows]])
    whole.gone = np.zeros(len(whole.keys), dtype=np.bool_)
    return whole


def _read(folder: Path, name: str) -> _Segment:
    index = faiss.read_index(str(folder / f"{name}{_VECTORS}"), faiss.IO_FLAG_MMAP_IFC)
    keys = np.load(folder / f"{name}{_KEYS}")
    gone = folder / f"{name}{_GONE}"
    return _Segment(index, keys, np.load(gone) if gone.exists() else np.zeros(len(keys), dtype=np.bool_), name)


def _free_name(folder: Path) -> str:
    taken = [int(path.name.partition(".")[0]) for path in folder.glob(f"*{_VECTORS}")]
    return f"{max(taken, default=0) + 1:06d}"


def _search(segment: _Segment, vector: Vectors, k: int, documents: Sequence[int] | None) -> Iterable[tuple[int, float]]:
    wanted = ~segment.gone if documents is None else of_documents(segment.keys, documents) & ~segment.gone
    count = int(wanted.sum())
    if not count:
        return []
    only = None if count == len(wanted) else _only(wanted)
    scores, rows = segment.index.search(vector[None], min(k, count), params=only)
    return [(int(segment.keys[row]), float(s)) for row, s in zip(rows[0], scores[0], strict=True) if row >= 0]


def _rows(segment: _Segment, keys: Keys) -> tuple[Keys, Flags]:
    """The row of each key, and whether it is there and not gone."""
    live = np.flatnonzero(~segment.gone)
    order = live[np.argsort(segment.keys[live], kind="stable")]
    if not len(order):
        return order, np.zeros(len(keys), dtype=np.bool_)  # nothing is held
    rows = order[np.minimum(np.searchsorted(segment.keys[order], keys), len(order) - 1)]
    held: Flags = segment.keys[rows] == keys
    return rows, held


def _only(flags: Flags) -> Any:
    bitmap = faiss.IDSelectorBitmap(np.packbits(flags, bitorder="little"))  # type: ignore[call-arg, arg-type]
    return faiss.SearchParameters(sel=bitmap)  # type: ignore[call-arg]
