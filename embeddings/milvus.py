"""The VectorIndex on Milvus: a folder of this machine (milvus-lite), or a cluster by its address.

A folder is locked by the process that has it open: one service process at a time can serve such a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.arrays import Keys, Vectors
from embeddings.catalogue import PASSAGE_BITS
from model.errors import BuildError

_COLLECTION = "passages"
_FILE = "vectors.db"
_BATCH = 1000  # rows a request
_MOST = 16_384  # results a request, Milvus's own limit


class MilvusIndex:
    """One collection, compared exactly (FLAT)."""

    def __init__(self, client: Any, dimension: int, location: str | Path) -> None:
        self._client = client
        self._dimension = dimension
        self._location = location

    @classmethod
    def create(cls, location: str | Path, dimension: int) -> MilvusIndex:
        """`location` is a folder, or the address of a cluster; a collection already there is replaced."""
        from pymilvus import DataType

        client = _client(location)
        if client.has_collection(_COLLECTION):
            client.drop_collection(_COLLECTION)
        schema = client.create_schema(auto_id=False)
        schema.add_field("key", DataType.INT64, is_primary=True)
        schema.add_field("document", DataType.INT64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="IP")
        client.create_collection(_COLLECTION, schema=schema, index_params=index, consistency_level="Strong")
        return cls(client, dimension, location)

    @classmethod
    def open(cls, location: str | Path) -> MilvusIndex:
        client = _client(location)
        if not client.has_collection(_COLLECTION):
            raise BuildError("this Milvus holds no vectors of ours", where=str(location), advice="ingest again")
        client.load_collection(_COLLECTION)
        fields = client.describe_collection(_COLLECTION)["fields"]
        (vector,) = (field for field in fields if field["name"] == "vector")
        return cls(client, int(vector["params"]["dim"]), location)

    def save(self) -> None:
        self._client.flush(_COLLECTION)

    def close(self) -> None:
        """A folder is unlocked; no other index of this process may have it open."""
        self._client.close()
        if isinstance(self._location, Path):
            from milvus_lite.server_manager import server_manager_instance

            server_manager_instance.release_server(str(self._location / _FILE))

    def __len__(self) -> int:
        (row,) = self._client.query(_COLLECTION, filter="", output_fields=["count(*)"])
        return int(row["count(*)"])

    def update(self, keys: Keys, vectors: Vectors, *, remove: Iterable[int] = ()) -> None:
        numbers = list(remove)
        if numbers:
            self._client.delete(_COLLECTION, filter=f"document in {numbers}")
        for start in range(0, len(keys), _BATCH):
            rows = zip(keys[start : start + _BATCH].tolist(), vectors[start : start + _BATCH], strict=True)
            data = [{"key": key, "document": key >> PASSAGE_BITS, "vector": vector} for key, vector in rows]
            self._client.insert(_COLLECTION, data)

    def search(self, vector: Vectors, k: int, *, documents: Sequence[int] | None = None) -> list[tuple[int, float]]:
        if documents == [] or not len(self):
            return []
        only = "" if documents is None else f"document in {list(documents)}"
        (hits,) = self._client.search(_COLLECTION, data=[vector.tolist()], limit=min(k, _MOST), filter=only)
        found = [(int(hit["key"]), float(hit["distance"])) for hit in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def get(self, keys: Keys) -> Vectors:
        wanted = keys.tolist()
        rows = self._client.get(_COLLECTION, ids=wanted, output_fields=["key", "vector"]) if wanted else []
        held = {row["key"]: row["vector"] for row in rows}
        return np.array([held[key] for key in wanted], dtype=np.float32).reshape(len(wanted), self._dimension)


def _client(location: str | Path) -> Any:
    try:
        from pymilvus import MilvusClient, MilvusException
    except ImportError:
        raise BuildError(
            "Milvus needs its client", where=str(location), advice="pip install -r requirements-milvus.txt"
        ) from None
    if isinstance(location, Path):
        location.mkdir(parents=True, exist_ok=True)
        location = str(location / _FILE)
    try:
        return MilvusClient(location)
    except MilvusException as error:
        raise BuildError(
            f"Milvus cannot be opened ({error.message})",
            where=location,
            advice="no other process may have it open, and milvus-lite must be installed",
        ) from error
