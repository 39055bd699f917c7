"""Any sentence-transformers model, by name or path."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.arrays import Vectors
from model.errors import BuildError

_BATCH = 64
_WEIGHTS_AND_SETTINGS = {".json", ".safetensors", ".bin", ".txt"}


class TransformerEncoder:
    def __init__(self, network: Any, *, name: str, revision: str) -> None:
        self._network = network
        self.name = name
        self.revision = revision
        self.dimension = int(network.get_embedding_dimension())

    @classmethod
    def load(cls, name: str) -> TransformerEncoder:
        from sentence_transformers import SentenceTransformer

        try:
            network = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise BuildError(
                f"no encoder of this name is on this machine ({type(error).__name__})",
                where=name,
                advice="give the path of a sentence-transformers model, or the name of one already downloaded",
            ) from error
        return cls(network, name=name, revision=_revision(network, Path(name)))

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = self._network.encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _revision(network: Any, folder: Path) -> str:
    """The commit of a downloaded model, or a digest of the files of a local one."""
    if not folder.is_dir():
        commit = getattr(network[0].auto_model.config, "_commit_hash", None)
        return str(commit or "unknown")
    state = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _WEIGHTS_AND_SETTINGS):
        state.update(path.relative_to(folder).as_posix().encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]
