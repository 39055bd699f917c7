"""Observations as this package handles them: labelled, typed, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.labels import labels
from analysis.queries import fill, iri, literal

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row

ACHIEVED, TARGET = "achieved", "target"
_STATUS = {ACHIEVED: "ach:Achieved", TARGET: "ach:Target"}


@dataclass(frozen=True, slots=True)
class Thing:
    """An IRI and its label in the language asked for."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands. Offsets are those of `Document.text`; `issued` is an ISO date, year-month, year or "";
    `spatial` is the IRI of the place that the document is about, or "".
    """

    document: Thing
    issued: str
    source: str
    spatial: str
    sentence: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation. `value` is in the base unit, None for a rank alone; "" stands for what is not stated."""

    iri: str
    metric: Thing
    metric_text: str
    measure: str
    value: float | None
    unit: str
    stated: str
    comparator: str
    status: str
    place: Thing | None
    agency: Thing | None
    period: str
    rank: int | None
    rank_scope: str
    citation: Citation

    @property
    def own(self) -> bool:
        """Whether the place itself (its government, its statistics office) issued the document."""
        return self.place is not None and self.place.iri == self.citation.spatial


def facts(
    graph: GraphStore,
    *,
    metrics: Sequence[str] | None = None,
    places: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    measure: str | None = None,
    status: str | None = None,
    ids: Sequence[str] | None = None,
    language: str = "zh",
    limit: int | None = None,
) -> list[Fact]:
    """The observations that fit every filter given (IRIs for metrics, places and ids), ordered by IRI.

    An empty sequence fits nothing; None does not filter.
    """
    if any(given is not None and not given for given in (metrics, places, periods, ids)):
        return []
    query = fill(
        "facts",
        metric=_terms(metrics),
        place=_terms(places),
        id=_terms(ids),
        period=[literal(period) for period in periods] if periods is not None else None,
        measure=[literal(measure)] if measure else None,
        status=[_STATUS[status]] if status else None,
        limit=limit,
    )
    rows = {row["id"].value: row for row in graph.select(query)}
    names = labels(graph, _named(rows.values()), language=language)
    return [_fact(rows[key], names) for key in sorted(rows)]


def _terms(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else [iri(value) for value in values]


def _named(rows: Iterable[Row]) -> set[str]:
    return {row[key].value for row in rows for key in ("metric", "place", "agency") if key in row}


def _fact(row: Row, names: dict[str, str]) -> Fact:
    def text(key: str) -> str:
        return row[key].value if key in row else ""

    def thing(key: str) -> Thing | None:
        return Thing(row[key].value, names.get(row[key].value, row[key].value)) if key in row else None

    return Fact(
        iri=text("id"),
        metric=Thing(text("metric"), names.get(text("metric"), text("metricText"))),
        metric_text=text("metricText"),
        measure=text("measure"),
        value=float(text("value")) if "value" in row else None,
        unit=text("unit"),
        stated=text("stated"),
        comparator=text("comparator"),
        status=TARGET if text("status").endswith("#Target") else ACHIEVED,
        place=thing("place"),
        agency=thing("agency"),
        period=text("period"),
        rank=int(text("rank")) if "rank" in row else None,
        rank_scope=text("scope"),
        citation=_citation(row),
    )


def _citation(row: Row) -> Citation:
    return Citation(
        document=Thing(row["document"].value, row["title"].value),
        issued=row["issued"].value if "issued" in row else "",
        source=row["source"].value,
        spatial=row["spatial"].value if "spatial" in row else "",
        sentence=row["sentence"].value,
        quote=row["quote"].value,
        start=int(row["start"].value),
        end=int(row["end"].value),
    )
