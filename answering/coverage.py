"""How far a text says what a question asks: the weighted share of the question's terms that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answering.understanding.query import Query, Term
from answering.understanding.words import grams, load

Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Layer:
    """A text and how much a term counts that stands in it: the fact's own name counts fully, a heading less."""

    grams: Grams
    share: float


@lru_cache(maxsize=20_000)
def grams_of(text: str) -> Grams:
    return grams(text)


class Matcher:
    """A question's terms, ready to be looked for in many texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._total = sum(term.weight for term in terms)
        self._single = {gram: term.weight for term in terms if (gram := _only(term)) is not None}
        self._others = [term for term in terms if _only(term) is None]

    def coverage(self, layers: Sequence[Layer]) -> float:
        """0 to 1; 1 for a question without terms."""
        if not self._total:
            return 1.0
        held = 0.0
        for gram, weight in self._single.items():
            held += weight * max((layer.share for layer in layers if gram in layer.grams), default=0.0)
        for term in self._others:
            held += term.weight * max(layer.share * _held(term, layer.grams) for layer in layers)
        return held / self._total


def _only(term: Term) -> str | None:
    """The pair that is all there is to a term, None for a term with several wordings or pairs."""
    first = term.alternatives[0]
    return next(iter(first)) if len(term.alternatives) == 1 and len(first) == 1 and len(next(iter(first))) > 1 else None


def _held(term: Term, found: Grams) -> float:
    """The best share of one of the term's wordings that the text holds."""
    return max([_share(wording, found) for wording in term.alternatives if wording], default=0.0)


def _share(wording: Grams, found: Grams) -> float:
    if len(wording) == 1:
        (only,) = wording
        return float(only in found or (len(only) == 1 and any(only in gram for gram in found)))
    return len(wording & found) / len(wording)


def vocabulary(query: Query, extra: Sequence[str] = ()) -> Grams:
    """All pairs of characters that the question, its other wordings and `extra` names hold."""
    own = [grams_of(query.text)] if query.language == "zh" else []
    return frozenset().union(
        *own, *(wording for term in query.terms for wording in term.alternatives), *map(grams_of, extra)
    )


def precision(name: str, words: Grams) -> float:
    """The weighted share of a name that the question says; 0 to 1."""
    own = grams_of(name)
    weigh = load().weight
    total = sum(map(weigh, own))
    return sum(weigh(gram) for gram in own & words) / total if total else 0.0
