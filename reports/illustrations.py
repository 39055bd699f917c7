"""Which figure shows the rows of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering.answer import Answer, Row
from answering.understanding.query import Kind
from figures.lint import MOST_PANELS
from lexicon.scales import dimension

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Illustration:
    """A kind of figure and its parameters, as `reports.requests` takes them."""

    kind: str
    values: dict[str, str]


def illustration(answer: Answer) -> Illustration | None:
    """None where the rows are not several values of one metric, measure and dimension of units."""
    rows = [row for row in answer.rows if row.value is not None and row.place and row.metric and row.period]
    targets = answer.query.kind is Kind.TARGET_VS_OUTCOME or _paired(rows)
    if not targets:
        rows = [row for row in rows if row.status == rows[0].status]
    if (
        len(rows) < 2
        or len({(row.metric.iri if row.metric else "", row.measure, dimension(row.unit)) for row in rows}) != 1
    ):
        return None
    places = list(dict.fromkeys(row.place.iri or row.place.label for row in rows if row.place))
    shared = {"metric": _metric(rows[0]), "places": ",".join(places), "measure": rows[0].measure}
    return _chosen(rows, shared, len(places), targets=targets)


def _chosen(rows: Sequence[Row], shared: dict[str, str], places: int, *, targets: bool) -> Illustration | None:
    periods = sorted({row.period for row in rows if row.period})
    if targets:
        return Illustration("targets", {**shared, "period": periods[0] if len(periods) == 1 else ""})
    status = {"status": rows[0].status or ""}
    if len(periods) == 1 and places > 1:
        return Illustration("ranking", {**shared, **status, "period": periods[0]})
    if len(periods) > 1 and places <= MOST_PANELS:
        kind = "series" if places <= _MOST_LINES else "multiples"
        return Illustration(
            kind, {**shared, **status, "from": periods[0][:4], "to": periods[-1].rpartition("/")[2][:4]}
        )
    return None


def _paired(rows: Sequence[Row]) -> bool:
    """Whether the rows are a target and an outcome of each place, all of one period."""
    stated = {(row.place.iri if row.place else "", row.status) for row in rows}
    places = {place for place, _ in stated}
    return len({row.period for row in rows}) == 1 and stated == {(p, s) for p in places for s in ("target", "achieved")}


def _metric(row: Row) -> str:
    return (row.metric.iri or row.metric.label) if row.metric else ""
