"""One metric over the years for a place, with breaks where its definition changes and with disputed values marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.choosing import best, in_unit, most_frequent
from analysis.facts import ACHIEVED, Fact, facts
from analysis.periods import granularity, year
from analysis.precision import Likeness, likeness
from lexicon.scales import usual

if TYPE_CHECKING:
    from graph.store import GraphStore

_AGREEING = (Likeness.EQUAL, Likeness.ROUNDED, Likeness.HEDGED)


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The value shown for a period, and the other statements about it.

    `segment` counts up where the unit changes: values of two segments are not comparable. `disputed`: some other
    statement cannot be the same value even after rounding and hedges.
    """

    fact: Fact
    segment: int
    others: tuple[Fact, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of their periods, one measure and one length of period; `left_out` were of another kind."""

    points: tuple[SeriesPoint, ...]
    measure: str
    granularity: str
    left_out: tuple[Fact, ...] = ()


def series(
    graph: GraphStore,
    metric: str,
    place: str | None,
    *,
    first: int | None = None,
    last: int | None = None,
    measure: str | None = None,
    status: str = ACHIEVED,
    language: str = "zh",
) -> Series:
    """`metric` and `place` are IRIs (None: whatever the place); `first` and `last` are years.

    Without `measure` the one with most periods is shown; of the lengths of period the one with most.
    """
    places = [place] if place else None
    found = facts(graph, metrics=[metric], places=places, measure=measure, status=status, language=language)
    usable = [fact for fact in found if _usable(fact, first, last)]
    return assemble(usable, measure=measure)


def assemble(usable: Sequence[Fact], *, measure: str | None = None) -> Series:
    """A series out of facts about one metric and place."""
    kind = measure or most_frequent(sorted({(f.period, f.measure): f.measure for f in usable}.values()))
    of_kind = [fact for fact in usable if fact.measure == kind]
    length = most_frequent(sorted(granularity(period) for period in {fact.period for fact in of_kind}))
    kept = [fact for fact in of_kind if granularity(fact.period) == length]
    points = _points(kept)
    left_out = [fact for fact in usable if fact.measure != kind or granularity(fact.period) != length]
    return Series(points, kind, length, tuple(left_out))


def _usable(fact: Fact, first: int | None, last: int | None) -> bool:
    if fact.value is None or not fact.period or fact.measure == "rank":
        return False
    at = year(fact.period)
    return (first is None or first <= at) and (last is None or at <= last)


def _points(kept: Sequence[Fact]) -> tuple[SeriesPoint, ...]:
    by_period: dict[str, list[Fact]] = defaultdict(list)
    for fact in kept:
        by_period[fact.period].append(fact)
    main = usual(fact.unit for fact in kept)
    points: list[SeriesPoint] = []
    for period in sorted(by_period):
        point = _point(by_period[period], main)
        segment = 0 if not points else points[-1].segment + (points[-1].fact.unit != point.fact.unit)
        points.append(SeriesPoint(point.fact, segment, point.others, point.disputed))
    return tuple(points)


def _point(candidates: Sequence[Fact], main_unit: str) -> SeriesPoint:
    """In the series' usual unit where some document gives one that can be converted into it."""
    ranked = in_unit(candidates, main_unit) or list(candidates)
    chosen = best(ranked)
    others = tuple(fact for fact in candidates if fact.iri != chosen.iri)
    disputed = any(likeness(fact, chosen) not in _AGREEING for fact in in_unit(others, chosen.unit))
    return SeriesPoint(chosen, 0, others, disputed)
