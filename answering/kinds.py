"""Facts of another kind than what is asked: they are no answer, however well their words agree."""

from __future__ import annotations

import re
from functools import cache

from answering.facts import Fact, place_of
from answering.fits import days_of, names
from answering.understanding.query import Query
from answering.understanding.units import is_money
from answering.understanding.words import word_list, word_pattern
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, Place, Places
from model.statement import Measure

_RATES = ("%", "‰")
_AMOUNTS = ("money", "count", "mass", "energy", "area")
_MOVES = (Measure.GROWTH.value, Measure.CHANGE.value)


def is_other_kind(fact: Fact, query: Query) -> bool:
    return _is_rate(fact, query) or _is_difference(fact, query) or _is_reach(fact, query) or _is_namesake(fact, query)


def is_part_of_span(fact: Fact, period: str | None) -> bool:
    """The growth of one year is not the growth over the years asked for (十四五年均增长)."""
    asked, own = days_of(period) if period else None, days_of(fact.period) if fact.period else None
    if asked is None or own is None or fact.measure not in _MOVES or asked[0].year == asked[1].year:
        return False
    return own != asked and asked[0] <= own[0] and own[1] <= asked[1]


def difference_of(quote: str) -> str:
    """What a figure is compared with, as its quote says it (高于全省平均); "" where it is compared with nothing."""
    found = _compared().search(quote)
    return found[0] if found else ""


def _is_rate(fact: Fact, query: Query) -> bool:
    """A birth rate or an income per head for a population: a rate where the metric asked for is an amount, money
    where it is a number."""
    if fact.measure in _MOVES or query.measure not in (None, Measure.LEVEL):
        return False
    by_id = Metrics.load().by_id
    asked = [by_id[metric.removeprefix("metric/")] for metric in query.metrics]
    if fact.unit in _RATES:
        return bool(asked) and not query.units & set(_RATES) and all(metric.kind in _AMOUNTS for metric in asked)
    return (
        bool(asked)
        and is_money(fact.unit)
        and not (query.units or query.counted)
        and all(metric.kind == "count" for metric in asked)
    )


def _is_difference(fact: Fact, query: Query) -> bool:
    """1 point above the average, where nobody asked for a difference."""
    asked = query.difference or word_pattern("list_words.csv", "compared").search(query.text)
    return fact.measure == Measure.CHANGE.value and not asked and bool(difference_of(fact.evidence.quote))


def _is_reach(fact: Fact, query: Query) -> bool:
    """Whom a measure reached (惠及个体工商户30万户) is not how many there are."""
    asked = word_pattern("list_words.csv", "reached").search(query.text)
    return fact.name.startswith(word_list("list_words.csv", "reached")) and not asked


def _is_namesake(fact: Fact, query: Query) -> bool:
    """A figure of another place than those that the name asked for is made of (宁波舟山港)."""
    known = place_of(fact)
    if not query.within_names or known is None or known.code == COUNTRY:
        return False
    return not any(_touch(known, place) or names(fact, place) for place in query.within_names)


def _touch(one: Place, other: Place) -> bool:
    return one.code == other.code or Places.load().covers(one, other) or Places.load().covers(other, one)


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(f"(?:{word_pattern('list_words.csv', 'compared').pattern})[^0-9，,；;。、]*")
