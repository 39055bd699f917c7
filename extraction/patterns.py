"""The patterns of data/rules/clauses.yaml, put together from each other and from the word classes of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extraction.rules import entries
from lexicon.metrics import Metrics
from lexicon.words import Words, alternation
from model.errors import InvalidData

_PLACEHOLDER = re.compile(r"\{\{([^{}]+)\}\}")
_SHORTEST_METRIC = 3


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that id. Raises InvalidData for an unknown id, class or a broken expression."""
    try:
        return re.compile(_expanded(name), re.DOTALL)
    except (KeyError, re.error) as error:
        raise InvalidData(
            f"pattern {name!r}: {error}", where="data/rules/clauses.yaml", advice="see its neighbours"
        ) from error


@cache
def _sources() -> Mapping[str, str]:
    return {entry["id"]: entry["pattern"] for entry in entries("clauses")}


def _expanded(name: str) -> str:
    return _PLACEHOLDER.sub(lambda match: f"(?:{_part(match[1])})", _sources()[name])


def _part(name: str) -> str:
    """Another pattern, the names of the metrics, or the words of one or more classes ("@count_verb|adverb")."""
    if name.startswith("@"):
        return Words.load().any_of(*name[1:].split("|"))
    if name == "metric":
        return alternation(zh for metric in Metrics.load() for zh in metric.zh_names if len(zh) >= _SHORTEST_METRIC)
    return _expanded(name)
