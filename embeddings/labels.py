"""Names of metrics and entities, found by exact match, by shared character n-grams, and by meaning."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.arrays import Vectors
from embeddings.encoders import Encoder
from embeddings.lexical import LexicalIndex
from embeddings.tokens import terms
from embeddings.vectors import VectorIndex, create_vectors, open_vectors

_NAMES = "names.jsonl"
_POOL = 50
_DENSE_FLOOR = 0.6  # cosine below which two names have nothing to do with each other
_NAMED_ONLY = frozenset({"Place"})  # kinds whose names mean nothing: the lexicon has all of them, in both languages


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing: `kind` is an EntityType value or "Metric"; `id` is what the graph calls it."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelHit:
    """`label` is the name that matched; `score` is 1 for the same name and below 1 for a likeness."""

    id: str
    kind: str
    label: str
    score: float


class LabelIndex:
    """Read-only search for names."""

    def __init__(self, labels: Sequence[Label], grams: LexicalIndex, vectors: VectorIndex, encoder: Encoder) -> None:
        self._labels = labels
        self._grams = grams
        self._vectors = vectors
        self._encoder = encoder
        self._exact: dict[str, list[int]] = {}
        for number, label in enumerate(labels):
            self._exact.setdefault(folded(label.text), []).append(number)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> LabelIndex:
        return cls(
            read_labels(folder), LexicalIndex.open(folder / "grams"), open_vectors(folder / "vectors"), encoder
        )

    def exact(self, text: str, *, kinds: Collection[str] | None = None) -> list[LabelHit]:
        numbers = self._exact.get(folded(text), [])
        return [self._hit(n, 1.0) for n in numbers if kinds is None or self._labels[n].kind in kinds]

    def search(
        self, text: str, *, kinds: Collection[str] | None = None, k: int = 10, dense: bool = True
    ) -> list[LabelHit]:
        """The k likest names, each thing once under its best name, ties by kind and id.

        `dense=False` leaves meaning out (typing suggestions, where only the letters count).
        """
        scores = dict.fromkeys(self._exact.get(folded(text), []), 1.0)
        for number, likeness in [*self._by_grams(text), *(self._by_meaning(text) if dense else [])]:
            scores[number] = max(scores.get(number, 0.0), likeness)
        hits = [self._hit(n, s) for n, s in scores.items() if kinds is None or self._labels[n].kind in kinds]
        best: dict[str, LabelHit] = {}
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.kind, hit.id, hit.label)):
            best.setdefault(hit.id, hit)
        return list(best.values())[:k]

    def _hit(self, number: int, score: float) -> LabelHit:
        label = self._labels[number]
        return LabelHit(label.id, label.kind, label.text, score)

    def _by_grams(self, text: str) -> list[tuple[int, float]]:
        wanted = Counter(terms(text))
        found = self._grams.search({text: 1.0}, _POOL)
        return [(n, 0.99 * _overlap(wanted, Counter(terms(self._labels[n].text)))) for n, _ in found]

    def _by_meaning(self, text: str) -> list[tuple[int, float]]:
        found = self._vectors.search(self._encoder.encode([text])[0], _POOL)
        return [(n, 0.9 * cosine) for n, cosine in found if cosine >= _DENSE_FLOOR]


def write_labels(folder: Path, labels: Iterable[Label], encoder: Encoder, *, last: Path | None = None) -> int:
    """Write an index of these names into a new folder; returns how many there are.

    `last` is the folder of an older index made with the same encoder, whose vectors are used again.
    """
    ordered = sorted(set(labels), key=lambda label: (label.kind, label.id, label.text))
    folder.mkdir(parents=True)
    lines = (json.dumps([label.id, label.kind, label.text], ensure_ascii=False) for label in ordered)
    (folder / _NAMES).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    LexicalIndex.create(folder / "grams").update((n, label.text) for n, label in enumerate(ordered))
    meant = [number for number, label in enumerate(ordered) if label.kind not in _NAMED_ONLY]
    vectors = create_vectors(folder / "vectors", encoder.dimension)
    vectors.update(np.array(meant, dtype=np.int64), _encoded([ordered[n].text for n in meant], encoder, last))
    vectors.save()
    return len(ordered)


def _encoded(texts: Sequence[str], encoder: Encoder, last: Path | None) -> Vectors:
    """One row a text; each distinct text is encoded once, and not at all if the last index holds it."""
    known: dict[str, int] = {}
    if last is not None:
        labels = read_labels(last)
        known = {label.text: number for number, label in enumerate(labels) if label.kind not in _NAMED_ONLY}
    distinct = list(dict.fromkeys(texts))
    old = [text for text in distinct if text in known]
    new = [text for text in distinct if text not in known]
    rows = {text: row for row, text in enumerate((*old, *new))}
    encoded = encoder.encode(new)
    if last is not None:
        kept = open_vectors(last / "vectors").get(np.array([known[text] for text in old], dtype=np.int64))
        encoded = np.concatenate([kept, encoded])
    ordered: Vectors = encoded[[rows[text] for text in texts]]
    return ordered


def read_labels(folder: Path) -> list[Label]:
    with (folder / _NAMES).open(encoding="utf-8") as lines:
        return [Label(*json.loads(line)) for line in lines]


def folded(text: str) -> str:
    """Full-width forms, case and blanks folded away."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _overlap(wanted: Counter[str], offered: Counter[str]) -> float:
    """Dice coefficient of two bags of terms."""
    total = wanted.total() + offered.total()
    return 2 * (wanted & offered).total() / total if total else 0.0
