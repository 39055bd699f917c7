"""Core metrics named in a question, by the names of the lexicon in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from answering.understanding.words import load, word_list
from lexicon.metrics import Metric, Metrics, normalised

_SAFE = 4  # characters of a normalised name that cannot be an ordinary word
_SHORTEST = 2  # characters of a Chinese name


@dataclass(frozen=True, slots=True)
class NamedMetric:
    start: int
    end: int
    metric: Metric


def find_metrics(text: str, language: str) -> list[NamedMetric]:
    """Longest names first from the left, none inside another."""
    return list(_chinese(text) if language == "zh" else _english(text.lower()))


def _chinese(text: str) -> Iterator[NamedMetric]:
    at = 0
    while at < len(text):
        hit = next(filter(None, (_at(text, at, name) for name in _heads().get(text[at : at + 2].lower(), ()))), None)
        if hit:
            yield hit
        at = hit.end if hit else at + 1


def _english(text: str) -> Iterator[NamedMetric]:
    by_english = Metrics.load().by_english
    end = 0
    for match in _english_pattern().finditer(text):
        if match.start() >= end:
            end = match.end()
            yield NamedMetric(match.start(), end, by_english[match[0]])


def _at(text: str, at: int, name: str) -> NamedMetric | None:
    piece = text[at : at + len(name)]
    return NamedMetric(at, at + len(name), _names()[name]) if piece.lower() == name else None


@cache
def _names() -> Mapping[str, Metric]:
    """Every Chinese name of a metric, and every paraphrase whose first wording is one (经济增长: 地区生产总值)."""
    lexicon = Metrics.load()
    ordinary = word_list("list_words.csv", "not-metric")
    said = {asked.lower(): lexicon.named(stated[0]) for asked, stated in load().paraphrases.items()}
    found = {asked: metric for asked, metric in said.items() if metric}
    for metric in lexicon:
        shortened = (name for name in map(normalised, metric.zh_names) if len(name) >= _SAFE)
        for name in (*metric.zh_names, *shortened):
            known = lexicon.named(name)
            if known and name not in ordinary:
                found[name.lower()] = known
    return found


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    heads: dict[str, set[str]] = {}
    for name in _names():
        if len(name) >= _SHORTEST:
            heads.setdefault(name[:2].lower(), set()).add(name.lower())
    return {head: tuple(sorted(names, key=lambda name: (-len(name), name))) for head, names in heads.items()}


@cache
def _english_pattern() -> re.Pattern[str]:
    names = sorted(Metrics.load().by_english, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))
