"""The VectorIndex port and the table of its adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from embeddings.arrays import Keys, Vectors

DEFAULT_VECTORS = "faiss"


class VectorIndex(Protocol):
    """Vectors of unit length by key, searched by dot product. Ties are ordered by key."""

    def __len__(self) -> int: ...

    def update(self, keys: Keys, vectors: Vectors, *, remove: Iterable[int] = ()) -> None:
        """Remove the documents with these numbers, then add (n,) keys with (n, dim) vectors."""
        ...

    def search(self, vector: Vectors, k: int, *, documents: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The k best (key, score) for one (dim,) vector, best first; `documents` as in LexicalIndex.search."""
        ...

    def get(self, keys: Keys) -> Vectors:
        """(n, dim) vectors of these keys, as precise as the index holds them. KeyError if it lacks one."""
        ...

    def save(self) -> None:
        """Write what is not yet on disk."""
        ...

    def close(self) -> None:
        """Give back what others may be waiting for; the index must not be used afterwards."""
        ...


def create_vectors(location: str | Path, dimension: int, *, kind: str = DEFAULT_VECTORS) -> VectorIndex:
    return VECTORS[kind](location, dimension)


def open_vectors(location: str | Path, *, kind: str = DEFAULT_VECTORS) -> VectorIndex:
    return VECTORS[kind](location, None)


def start_vectors(location: Path, last: Path, *, kind: str = DEFAULT_VECTORS) -> VectorIndex:
    """A copy of the index at `last` to go on from; `last` stays as it is, and may be open elsewhere."""
    from embeddings.folders import copied, linked

    (linked if kind == DEFAULT_VECTORS else copied)(last, location)
    return open_vectors(location, kind=kind)


def _faiss(location: str | Path, dimension: int | None) -> VectorIndex:
    from embeddings.flat import FlatIndex

    return FlatIndex.open(Path(location)) if dimension is None else FlatIndex.create(Path(location), dimension)


def _milvus(location: str | Path, dimension: int | None) -> VectorIndex:
    from embeddings.milvus import MilvusIndex

    return MilvusIndex.open(location) if dimension is None else MilvusIndex.create(location, dimension)


VECTORS: Mapping[str, Callable[[str | Path, int | None], VectorIndex]] = {DEFAULT_VECTORS: _faiss, "milvus": _milvus}
