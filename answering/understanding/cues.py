"""Question words in a question: what they tell, and the content that is left without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.understanding.words import Cue, Words

SOFT_LENGTH = 1  # a single character may be part of a word (中欧, 有效): it stays, but pairs with it count less


@dataclass(frozen=True, slots=True)
class Cues:
    """`roles` are what the words tell; `spans` where words stand that carry no content."""

    roles: frozenset[str]
    spans: tuple[tuple[int, int], ...]


_ALWAYS = frozenset("的了吗呢谁啥哪几")


def find_cues(text: str, language: str, words: Words, *, protected: Sequence[tuple[int, int]] = ()) -> Cues:
    """Longest words first; each character belongs to one word only. A word inside a protected span tells what it tells,
    but stays in the content."""
    roles: set[str] = set()
    spans: list[tuple[int, int]] = []
    taken = bytearray(len(text))
    lowered = text.lower()
    for cue in words.cues[language]:
        if language == "zh" and len(cue.surface) <= SOFT_LENGTH and cue.surface not in _ALWAYS:
            continue
        for match in re.finditer(_pattern(cue, language), lowered):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            roles |= cue.roles
            if not cue.keep and not any(start <= match.start() and match.end() <= end for start, end in protected):
                spans.append(match.span())
    return Cues(frozenset(roles - {"stop"}), tuple(sorted(spans)))


def soft_characters(words: Words) -> frozenset[str]:
    """Single characters that ask or link, so that a pair with one of them tells little."""
    return frozenset(cue.surface for cue in words.cues["zh"] if len(cue.surface) == SOFT_LENGTH)


def _pattern(cue: Cue, language: str) -> str:
    escaped = re.escape(cue.surface)
    return rf"\b{escaped}\b" if language == "en" else escaped
