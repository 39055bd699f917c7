"""Words that shape a clause (verbs of counting, of statement, of change; heads of shares; hedges)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class Words:
    """`classes` maps the name of a class to its words; `before` and `after` map a hedge to its comparator. Longest first."""

    classes: Mapping[str, tuple[str, ...]]
    before: Mapping[str, str]
    after: Mapping[str, str]

    @staticmethod
    @cache
    def load() -> Words:
        """The word classes of data/lexicons/clause_words.csv and hedges.csv, read once."""
        classes = {row["class"]: _longest_first(row["words"].split()) for row in rows("clause_words.csv")}
        return Words(classes, _hedges("before"), _hedges("after"))

    def any_of(self, *names: str) -> str:
        """A regular expression for any word of the classes named, longest first, as a non-capturing group."""
        return alternation(word for name in names for word in self.classes[name])


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, as a non-capturing group."""
    return "(?:" + "|".join(map(re.escape, _longest_first(list(words)))) + ")"


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _hedges(position: str) -> dict[str, str]:
    return {row["word"]: row["comparator"] for row in rows("hedges.csv") if row["position"] == position}
