"""Facts -> rows of an answer: documents that say the same stand in one row, the place's own document first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answering.answer import Named, Row
from answering.facts import Fact, place_of
from answering.scoring import source_rank
from answering.selection import said_of
from lexicon.metrics import Metrics
from model.statement import Measure

RANK_UNIT = "位"


def rows_of(facts: Iterable[Fact], base: str, *, ranked: bool = False) -> list[Row]:
    """One row for each value said of one metric, place, period and status, in the order the facts come. `ranked`
    rows give the rank as their value (排第几)."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(said_of(fact), []).append(fact)
    rows = [_row(group, base) for group in groups.values()]
    return [_as_rank(row) for row in rows] if ranked else rows


def _as_rank(row: Row) -> Row:
    """第2位 as the value 2 in places, whatever amount stands beside it."""
    return replace(row, value=float(row.rank or 0), unit=RANK_UNIT, comparator="=", measure=Measure.RANK.value)


def metric_named(fact: Fact, base: str) -> Named:
    known = Metrics.load().by_id.get(fact.metric.removeprefix("metric/"))
    return Named(known.zh if known else fact.name, base + fact.metric, "Metric")


def place_named(fact: Fact, base: str) -> Named | None:
    if fact.place is None:
        return None
    return Named(fact.place_name or fact.place, base + fact.place, "Place")


def _row(facts: Sequence[Fact], base: str) -> Row:
    first = facts[0]
    ordered = [
        first,
        *sorted(facts[1:], key=lambda fact: (source_rank(fact.evidence.source, place_of(fact)), fact.evidence.passage)),
    ]
    evidence = tuple({fact.evidence.passage: fact.evidence for fact in reversed(ordered)}.values())[::-1]
    place = place_named(first, base)
    return Row(
        evidence=evidence,
        entity=place,
        metric=metric_named(first, base),
        value=first.value,
        unit=first.unit,
        stated=first.stated,
        comparator=first.comparator,
        measure=first.measure,
        place=place,
        period=first.period,
        status=first.status,
        rank=first.rank,
    )
