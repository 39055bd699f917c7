"""Which of several facts about one thing to show: the place's own document, the exact value, the latest word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.facts import Fact
from lexicon.amounts import last_place


def best(candidates: Iterable[Fact]) -> Fact:
    """Deterministic. ValueError when there are none."""
    return min(candidates, key=_preference)


def _preference(fact: Fact) -> tuple[bool, bool, float, str, str]:
    return (not fact.own, fact.comparator != "=", last_place(fact), _descending(fact.citation.issued), fact.iri)


def _descending(text: str) -> str:
    """Sorts the other way round."""
    return "".join(chr(0x10FFFF - ord(character)) for character in text) + chr(0x10FFFF)


def most_frequent(values: Sequence[str]) -> str:
    """Ties go to the first in order; "" for none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""


def in_unit(found: Iterable[Fact], unit: str) -> list[Fact]:
    """Those whose values can be had in `unit`, in it."""
    return [alike for fact in found if (alike := fact.in_unit(unit)) is not None]
