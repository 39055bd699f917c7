"""Two indexes, one ranking: z-scored scores of both, added by a measured weight for each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.arrays import Vectors
from embeddings.catalogue import Catalogue, Keep
from embeddings.encoders import Encoder
from embeddings.lexical import LexicalIndex
from embeddings.tokens import has_han
from embeddings.vectors import DEFAULT_VECTORS, VectorIndex, open_vectors

_POOL = 200  # candidates each index names before fusion
# Share of the dense index. On questions put as an answerer puts them (with a Chinese wording and filters) a share of
# 0, 0.1, 0.2, 0.3, 0.5 gave recall@10 0.79, 0.78, 0.77, 0.75, 0.69 (Chinese) and 0.91, 0.91, 0.88, 0.88, 0.88
# (English). English words alone find little in Chinese text: meaning has to carry them.
_DENSE_WEIGHT: Mapping[str, float] = {"zh": 0.1, "en": 0.5}


@dataclass(frozen=True, slots=True)
class Hit:
    """`passage` is a passage id; `score` orders the hits of one search and means nothing between two."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a question, e.g. its translation, and how much it counts."""

    text: str
    weight: float = 1.0


class Retriever:
    """Read-only search for passages."""

    def __init__(self, catalogue: Catalogue, lexical: LexicalIndex, vectors: VectorIndex, encoder: Encoder) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._vectors = vectors
        self._encoder = encoder

    def close(self) -> None:
        self._vectors.close()

    def search(
        self,
        text: str | Sequence[Wording],
        *,
        k: int = 10,
        language: str | None = None,
        keep: Keep | None = None,
        dense_weight: float | None = None,
    ) -> list[Hit]:
        """The k best passages, best first, ties by passage id.

        `text` may be several wordings of one question. The weight of the dense index is that of Chinese if one of them
        has Chinese characters, or `language` is "zh", else that of English, unless `dense_weight` gives it.
        """
        wordings = [Wording(text)] if isinstance(text, str) else list(text)
        wordings = [wording for wording in wordings if wording.text.strip()]
        if not wordings:
            return []
        documents = None if keep is None else self._catalogue.admitted(keep)
        if dense_weight is None:
            chinese = any(has_han(wording.text) for wording in wordings)
            dense_weight = _DENSE_WEIGHT["zh" if chinese or language == "zh" else "en"]
        pool = max(_POOL, k)
        lexical = self._lexical.search({w.text: w.weight for w in wordings}, pool, documents=documents)
        dense = self._dense(wordings, pool, documents)
        fused = _fuse(dict(lexical), dict(dense), dense_weight)
        hits = [Hit(self._catalogue.passage(key), score) for key, score in fused.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:k]

    def _dense(
        self, wordings: Sequence[Wording], pool: int, documents: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        vectors = self._encoder.encode([wording.text for wording in wordings])
        mixed: Vectors = np.asarray([w.weight for w in wordings], dtype=np.float32) @ vectors
        length = float(np.linalg.norm(mixed))
        return self._vectors.search(mixed / np.float32(length or 1.0), pool, documents=documents)


def open_retriever(folder: Path, encoder: Encoder, *, vectors: str = DEFAULT_VECTORS) -> Retriever:
    """`vectors` is the kind of the vector index."""

    return Retriever(
        Catalogue.load(folder / "documents.json"),
        LexicalIndex.open(folder / "lexical"),
        open_vectors(folder / "vectors", kind=vectors),
        encoder,
    )


def _fuse(lexical: Mapping[int, float], dense: Mapping[int, float], weight: float) -> dict[int, float]:
    """A candidate that one index did not name takes that index's lowest score."""
    left, right = _standardised(lexical), _standardised(dense)
    low_left, low_right = min(left.values(), default=0.0), min(right.values(), default=0.0)
    return {
        key: (1 - weight) * left.get(key, low_left) + weight * right.get(key, low_right)
        for key in left.keys() | right.keys()
    }


def _standardised(scores: Mapping[int, float]) -> dict[int, float]:
    values = np.fromiter(scores.values(), dtype=np.float64)
    spread = float(values.std()) if len(values) else 0.0
    mean = float(values.mean()) if len(values) else 0.0
    return {key: (score - mean) / spread if spread else 0.0 for key, score in scores.items()}
