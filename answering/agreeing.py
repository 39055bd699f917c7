"""What other documents say for the same metric, place and period: the same in other words, the other end of a range,
or something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from answering.answer import Row
from answering.facts import Fact
from answering.selection import key_of
from lexicon.amounts import Agreement, agreement
from model.statement import Status

_FLOORS, _CEILINGS = (">", ">="), ("<", "<=")


def contradicting(others: Iterable[Fact], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of `others`, those that cannot mean what one of `facts` says of the same."""
    return tuple(
        other for other in others if not any(key_of(fact) == key_of(other) and _agree(fact, other) for fact in facts)
    )


def _agree(fact: Fact, other: Fact) -> bool:
    """A bound covers what was reached beyond it; two targets agree only in their number, or as ends of one range."""
    found = agreement(fact, other)
    if fact.status == Status.TARGET.value:
        ends = fact.evidence.passage == other.evidence.passage and _ends(fact, other)
        return ends or found in (Agreement.EQUAL, Agreement.ROUNDED)
    return found is not Agreement.NONE


def _ends(one: Fact | Row, other: Fact) -> bool:
    """Whether they are the two ends of "5%—5.5%", which both are stated as."""
    bounds = {one.comparator, other.comparator}
    return one.stated == other.stated and bool(bounds & set(_FLOORS)) and bool(bounds & set(_CEILINGS))


def ranged(row: Row, others: Iterable[Fact]) -> Row:
    """The row with the other end of its range, where its sentence states one."""
    sentences = {evidence.passage for evidence in row.evidence}
    ends = (
        other.value
        for other in others
        if other.evidence.passage in sentences and other.metric == _metric(row) and _same(row, other)
    )
    return replace(row, end=next(ends, None))


def _same(row: Row, other: Fact) -> bool:
    said = (row.measure, row.period, row.status, row.unit)
    return said == (other.measure, other.period, other.status, other.unit) and _ends(row, other)


def _metric(row: Row) -> str:
    iri = row.metric.iri if row.metric else None
    at = (iri or "").rfind("metric/")
    return (iri or "")[at:] if at >= 0 else ""
