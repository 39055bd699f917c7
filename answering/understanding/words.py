"""The question-side tables of `data/lexicons`, typed: question words, paraphrases, glossary, weights of
character pairs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows

_RUNS = re.compile(r"[\u3400-\u9fff]+|[0-9]+(?:[.,][0-9]+)*|[^\W_\u3400-\u9fff0-9]+")
RAREST = 0.7  # weight of a pair of characters that gram-weights.csv does not list


@dataclass(frozen=True, slots=True)
class Cue:
    """`surface` tells `roles`; `keep` when it is content as well."""

    surface: str
    roles: frozenset[str]
    keep: bool


@dataclass(frozen=True, slots=True)
class Words:
    """`cues` by language, longest first; the mappings lead from a word of the question to what reports say."""

    cues: Mapping[str, tuple[Cue, ...]]
    paraphrases: Mapping[str, tuple[str, ...]]
    glossary: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]

    def weight(self, gram: str) -> float:
        return self.weights.get(gram, RAREST)


@cache
def load() -> Words:
    return Words(
        cues={language: _cues(language) for language in ("zh", "en")},
        paraphrases={row["asked"]: tuple(row["stated"].split("|")) for row in rows("paraphrases.csv")},
        glossary=_glossary(),
        weights={row["gram"]: float(row["weight"]) for row in rows("gram-weights.csv")},
    )


@cache
def word_list(table: str, role: str) -> tuple[str, ...]:
    """The words of one role in a table of roles, longest first."""
    words = {word for row in rows(table) if row["role"] == role for word in row["words"].split()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def word_pattern(table: str, role: str) -> re.Pattern[str]:
    """Any of those words."""
    return re.compile("|".join(map(re.escape, word_list(table, role))))


def grams(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, and whole Latin words and numbers as `embeddings.tokens` reads them; a text of one
    Chinese character is itself."""
    found: set[str] = set()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _is_han(run):
            found.update(map(str.__add__, run, run[1:]))
        else:
            found.add(run.replace(",", ""))
    return frozenset(found or text.strip())


def _cues(language: str) -> tuple[Cue, ...]:
    cues = (_cue(row) for row in rows("question_words.csv") if row["language"] == language)
    return tuple(sorted(cues, key=lambda cue: (-len(cue.surface), cue.surface)))


def _cue(row: Mapping[str, str]) -> Cue:
    role = row["role"]
    return Cue(row["surface"], frozenset(role.removeprefix("+").split()), role.startswith("+"))


def _glossary() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("glossary.csv"):
        _extend(found[row["en"].lower()], row["zh"].split("|"))
    return {english: tuple(chinese) for english, chinese in found.items()}


def _extend(known: list[str], more: Iterable[str]) -> None:
    known.extend(word for word in more if word not in known)


def _is_han(text: str) -> bool:
    return "\u3400" <= text[0] <= "\u9fff"
