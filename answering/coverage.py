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


def coverage(terms: Sequence[Term], layers: Sequence[Layer]) -> float:
    """0 to 1; 1 for a question without terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    return sum(term.weight * max(layer.share * held(term, layer.grams) for layer in layers) for term in terms) / total


def held(term: Term, found: Grams) -> float:
    """The best share of one of the term's wordings that the text holds."""
    return max((_share(wording, found) for wording in term.alternatives if wording), default=0.0)


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
