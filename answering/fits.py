"""How a fact's place and period fit those asked for: 0 for the same, less for a part or a whole, None for others."""

from __future__ import annotations

from datetime import date
from functools import cache

from answering.facts import Fact, place_of
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, Place, Places
from model.period import bounds
from model.statement import Status

Days = tuple[date, date]


def place_fit(fact: Fact, place: Place | None) -> float | None:
    """0 for the place itself; less for a part of it, or for an area around it where the figure's own words name it
    (宁波舟山港集装箱吞吐量 in a report of 浙江)."""
    if place is None:
        return 0.0
    own = 0.05 if fact.evidence.source.place_code == place.code else 0.0
    if fact.place is None:
        return own - 0.05 if own or names(fact, place) else None
    if fact.place == f"place/{place.code}":
        return own
    known = place_of(fact)
    if known is None:
        return None
    if Places.load().covers(place, known):
        return -0.3 if own and not is_core(fact) else None
    if _counts(fact, place) and (known.code == COUNTRY or Places.load().covers(known, place)):
        return -0.12
    return None


def period_fit(fact: Fact, period: str | None, newest: int) -> float | None:
    """0 for the same period; less for a part of it or a span that ends with it; later is better where none is
    asked."""
    source = fact.evidence.source
    if period is None:
        year = _last_year(fact.period) if fact.period else source.subject_year or 0
        return 0.004 * max(-15, min(0, year - newest))
    if fact.period is None:
        return -0.12 if _last_year(period) in (source.subject_year, source.year) else None
    return _relation(fact, days_of(fact.period), days_of(period))


def _relation(fact: Fact, own: Days | None, asked: Days | None) -> float | None:
    if own is None or asked is None:
        return None
    source = fact.evidence.source
    if own == asked:
        return 0.03 if source.subject_year == asked[1].year else 0.0
    if _looks_back(fact, own, asked):
        return -0.15
    if own[0] <= asked[0] and asked[1] <= own[1]:  # a longer time
        years = own[1].year - own[0].year
        return (-0.25 if years else -0.2) if own[1].year == asked[1].year else None
    if asked[0] <= own[0] and own[1] <= asked[1]:  # a part of the time
        whole = own[1].year == asked[1].year and asked[1].year > asked[0].year
        return -0.1 if whole and own[1] == asked[1] else -0.4 if is_core(fact) else -0.1
    return None


def _looks_back(fact: Fact, own: Days, asked: Days) -> bool:
    """A report cannot know what was achieved in its own year: it means the year it looks back at."""
    source = fact.evidence.source
    years = (own[0].year, own[1].year, asked[0].year, asked[1].year)
    whole = own == bounds(str(own[0].year)) and asked == bounds(str(asked[0].year))
    return (
        source.genre == "report"
        and fact.status == Status.ACHIEVED.value
        and whole
        and years == (source.year, source.year, source.subject_year, source.subject_year)
    )


@cache
def days_of(period: str) -> Days | None:
    """First and last day, None for a period that `model.period` does not know."""
    try:
        return bounds(period)
    except ValueError:
        return None


def _last_year(period: str) -> int:
    days = days_of(period)
    return days[1].year if days else 0


def names(fact: Fact, place: Place) -> bool:
    """Whether the fact's sentence does."""
    return place.bare in fact.evidence.sentence


def _counts(fact: Fact, place: Place) -> bool:
    """Whether the figure's own words name the place, not only another part of its sentence."""
    return place.bare in fact.evidence.quote or place.bare in fact.name


def is_core(fact: Fact) -> bool:
    """Whether the lexicon knows the fact's metric."""
    return fact.metric.removeprefix("metric/") in Metrics.load().by_id
