"""Observations as this package handles them: labelled, typed, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.labels import labels
from analysis.queries import fill, iri, literal
from lexicon.scales import converted

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row

ACHIEVED, TARGET = "achieved", "target"
_CHUNK = 2000
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

    def in_unit(self, unit: str) -> Fact | None:
        """Its value in another unit of its dimension, or None; `stated` stays what the document says."""
        value = None if self.value is None else converted(self.value, self.unit, unit)
        return None if value is None else replace(self, value=value, unit=unit)


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for: IRIs of metrics and places, periods as in the records. None does not filter; an empty sequence
    fits nothing.
    """

    metrics: Sequence[str] | None = None
    places: Sequence[str] | None = None
    periods: Sequence[str] | None = None
    measure: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An observation's IRI and what it is about; "" for what it does not state."""

    iri: str
    metric: str
    place: str
    period: str
    measure: str

    @property
    def about(self) -> tuple[str, str, str, str]:
        return self.metric, self.place, self.period, self.measure


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
    """The observations that fit every filter given (see `Filters`), or those of the IRIs `ids`; ordered by IRI."""
    if ids is not None:
        return facts_by_iri(graph, ids, language=language)
    found = matching(graph, Filters(metrics, places, periods, measure, status), limit=limit)
    return facts_by_iri(graph, [match.iri for match in found], language=language)


def matching(graph: GraphStore, filters: Filters, *, limit: int | None = None) -> list[Match]:
    """Cheap: what there is, without evidence, in no particular order."""
    if any(given is not None and not given for given in (filters.metrics, filters.places, filters.periods)):
        return []
    query = fill(
        "matching",
        metric=_terms(filters.metrics),
        place=_terms(filters.places),
        period=[literal(period) for period in filters.periods] if filters.periods is not None else None,
        measure=[literal(filters.measure)] if filters.measure else None,
        status=[_STATUS[filters.status]] if filters.status else None,
        limit=limit,
    )
    return [
        Match(*(row[key].value if key in row else "" for key in ("id", "metric", "place", "period", "measure")))
        for row in graph.select(query)
    ]


def facts_of_passages(graph: GraphStore, passages: Sequence[str], *, language: str = "zh") -> list[Fact]:
    """The observations that these passages (IRIs) state, in the order of the passages, then of the text."""
    if not passages:
        return []
    rows = graph.select(fill("of_passages", passage=_terms(passages)))
    rank = {row["id"].value: passages.index(row["passage"].value) for row in rows}
    found = facts_by_iri(graph, rank, language=language)
    return sorted(found, key=lambda fact: (rank[fact.iri], fact.citation.start, fact.iri))


def facts_by_iri(graph: GraphStore, ids: Iterable[str], *, language: str = "zh") -> list[Fact]:
    """The observations of these IRIs, ordered by IRI; those that the graph does not hold are left out."""
    wanted = sorted(set(ids))
    rows: dict[str, Row] = {}
    for first in range(0, len(wanted), _CHUNK):
        query = fill("facts", id=_terms(wanted[first : first + _CHUNK]))
        rows.update((row["id"].value, row) for row in graph.select(query))
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
        citation=citation(row),
    )


def citation(row: Row) -> Citation:
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
