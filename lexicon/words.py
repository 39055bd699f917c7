"""Words that shape a clause (verbs of counting, of statement, of change; heads of shares; hedges)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class Words:
    """`classes` maps the name of a class to its words, longest first; `before` and `after` a hedge to its comparator;
    `years` maps a word such as 去年 to its distance from the document's year."""

    classes: Mapping[str, tuple[str, ...]]
    before: Mapping[str, str]
    after: Mapping[str, str]
    years: Mapping[str, int]

    @staticmethod
    @cache
    def load() -> Words:
        """The word classes of data/lexicons/clause_words.csv, hedges.csv and relative_years.csv, read once."""
        classes = {row["class"]: _longest_first(row["words"].split()) for row in rows("clause_words.csv")}
        years = {row["word"]: int(row["offset"]) for row in rows("relative_years.csv")}
        return Words(classes, _hedges("before"), _hedges("after"), years)

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
