"""Names of metrics and entities, found by exact match, by shared character n-grams, and by meaning."""

from __future__ import annotations

import math
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from embeddings.catalogue import PASSAGE_BITS
from embeddings.encoders import Encoder
from embeddings.lexical import LexicalIndex
from embeddings.tokens import terms
from embeddings.vectors import VectorIndex, open_vectors

TABLE, GRAMS, VECTORS = "labels.sqlite", "grams", "vectors"

_POOL = 50
_DENSE_FLOOR = 0.6  # cosine below which two names have nothing to do with each other
_GRAMS_WEIGHT, _DENSE_WEIGHT = 0.95, 0.9  # what full likeness by letters and by meaning is worth, 1 being the same name
_COMMON = 0.04  # what a name in a thousand documents gains over a name in one


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing: `kind` is an EntityType value or "Metric"; `id` is its path below the instance base."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelHit:
    """`label` is the name that matched; `score` is 1 for the same name and below 1 for a likeness.

    `uses` is how many documents use this name.
    """

    id: str
    kind: str
    label: str
    score: float
    uses: int = 0


class LabelIndex:
    """Read-only search for names; may be used from several threads."""

    def __init__(self, table: sqlite3.Connection, grams: LexicalIndex, vectors: VectorIndex, encoder: Encoder) -> None:
        self._table = table
        self._grams = grams
        self._vectors = vectors
        self._encoder = encoder

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> LabelIndex:
        uri = f"{(folder / TABLE).resolve().as_uri()}?mode=ro&immutable=1"
        table = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return cls(table, LexicalIndex.open(folder / GRAMS), open_vectors(folder / VECTORS), encoder)

    def close(self) -> None:
        self._table.close()

    def __len__(self) -> int:
        return int(self._table.execute("SELECT count(*) FROM label").fetchone()[0])

    def exact(self, text: str, *, kinds: Collection[str] | None = None) -> list[LabelHit]:
        """Things of exactly this name (width, case and blanks aside), the most used first."""
        query = "SELECT id, kind, text, uses FROM label WHERE folded = ?"
        rows = self._table.execute(query, (folded(text),)).fetchall()
        hits = [LabelHit(id, kind, name, 1.0, uses) for id, kind, name, uses in rows if _admits(kinds, kind)]
        return _best(hits)

    def search(
        self, text: str, *, kinds: Collection[str] | None = None, k: int = 10, dense: bool = True
    ) -> list[LabelHit]:
        """The k likest names, each thing once under its best name; ties go to the more used, then by kind and id.

        `dense=False` leaves meaning out (typing suggestions, where only the letters count).
        """
        likeness: dict[int, float] = dict(self._by_meaning(text)) if dense else {}
        wanted = Counter(terms(text))
        by_grams = [key >> PASSAGE_BITS for key, _ in self._grams.search({text: 1.0}, _POOL)]
        hits = self.exact(text, kinds=kinds)
        for number, id, kind, name, uses in self._rows({*likeness, *by_grams}):
            if _admits(kinds, kind):
                shared = _GRAMS_WEIGHT * _overlap(wanted, Counter(terms(name)))
                score = max(shared, likeness.get(number, 0.0)) + _COMMON * min(1.0, math.log10(1 + uses) / 3)
                hits.append(LabelHit(id, kind, name, min(score, 0.99), uses))
        return _best(hits)[:k]

    def _rows(self, numbers: Collection[int]) -> list[tuple[int, str, str, str, int]]:
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT number, id, kind, text, uses FROM label WHERE number IN ({marks})"
        return self._table.execute(query, tuple(numbers)).fetchall()

    def _by_meaning(self, text: str) -> list[tuple[int, float]]:
        found = self._vectors.search(self._encoder.encode([text])[0], _POOL)
        return [(key >> PASSAGE_BITS, _DENSE_WEIGHT * cosine) for key, cosine in found if cosine >= _DENSE_FLOOR]


def folded(text: str) -> str:
    """Full-width forms, case and blanks folded away."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _admits(kinds: Collection[str] | None, kind: str) -> bool:
    return kinds is None or kind in kinds


def _best(hits: Iterable[LabelHit]) -> list[LabelHit]:
    """Each thing once, best first."""
    best: dict[tuple[str, str], LabelHit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.score, -hit.uses, hit.kind, hit.id, hit.label)):
        best.setdefault((hit.kind, hit.id), hit)
    return list(best.values())


def _overlap(wanted: Counter[str], offered: Counter[str]) -> float:
    """Dice coefficient of two bags of terms."""
    total = wanted.total() + offered.total()
    return 2 * (wanted & offered).total() / total if total else 0.0
