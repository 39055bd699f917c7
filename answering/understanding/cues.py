"""Question words in a question: what they tell, and the content that is left without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from answering.understanding.words import Cue, Words, load, word_list

SOFT_LENGTH = 1  # a single character may be part of a word (中欧, 有效): it stays, but pairs with it count less


@dataclass(frozen=True, slots=True)
class Cues:
    """`roles` are what the words tell; `spans` where words stand that carry no content."""

    roles: frozenset[str]
    spans: tuple[tuple[int, int], ...]


def find_cues(text: str, language: str, *, protected: Sequence[tuple[int, int]] = ()) -> Cues:
    """From the left, the longest word at each place. A word inside a protected span tells what it tells, but
    stays in the content."""
    known, pattern = _table(language)
    roles: set[str] = set()
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text.lower()):
        cue = known[match[0]]
        roles |= cue.roles
        if not cue.keep and not any(start <= match.start() and match.end() <= end for start, end in protected):
            spans.append(match.span())
    return Cues(frozenset(roles - {"stop"}), tuple(spans))


@cache
def _table(language: str) -> tuple[dict[str, Cue], re.Pattern[str]]:
    hard = [
        cue
        for cue in load().cues[language]
        if language == "en" or len(cue.surface) > SOFT_LENGTH or cue.surface in word_list("list_words.csv", "asking")
    ]
    edge = r"\b" if language == "en" else ""
    alternatives = "|".join(re.escape(cue.surface) for cue in hard)
    return {cue.surface: cue for cue in reversed(hard)}, re.compile(f"{edge}(?:{alternatives}){edge}")


def soft_characters(words: Words) -> frozenset[str]:
    """Single characters that ask or link, so that a pair with one of them tells little."""
    return frozenset(cue.surface for cue in words.cues["zh"] if len(cue.surface) == SOFT_LENGTH)
