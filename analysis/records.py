"""Rows as the JSON of the HTTP contract: plain dictionaries with the fields that answers have too."""

from __future__ import annotations

from typing import Any

from analysis.comparison import Comparison, Refusal
from analysis.facts import Citation, Fact, Thing
from analysis.series import Series, SeriesPoint


def fact_record(fact: Fact) -> dict[str, Any]:
    return {
        "iri": fact.iri,
        "metric": thing_record(fact.metric),
        "place": thing_record(fact.place) if fact.place else None,
        "period": fact.period or None,
        "measure": fact.measure,
        "comparator": fact.comparator,
        "value": fact.value,
        "unit": fact.unit,
        "stated": fact.stated,
        "status": fact.status,
        "rank": fact.rank,
        "evidence": [citation_record(fact.citation)],
    }


def thing_record(thing: Thing) -> dict[str, str]:
    return {"iri": thing.iri, "label": thing.label}


def citation_record(citation: Citation) -> dict[str, Any]:
    document = {"iri": citation.document.iri, "title": citation.document.label, "issued": citation.issued or None}
    return {
        "quote": citation.quote,
        "sentence": citation.sentence,
        "start": citation.start,
        "end": citation.end,
        "document": {**document, "source": citation.source},
    }


def series_record(series: Series) -> dict[str, Any]:
    """`left_out` counts statements of another measure or length of period; points compare within a `segment` only."""
    return {
        "measure": series.measure,
        "granularity": series.granularity,
        "points": [_point(point) for point in series.points],
        "left_out": len(series.left_out),
    }


def _point(point: SeriesPoint) -> dict[str, Any]:
    others = [fact_record(other) for other in point.others]
    return {**fact_record(point.fact), "segment": point.segment, "disputed": point.disputed, "others": others}


def comparison_record(found: Comparison) -> dict[str, Any]:
    """`refused` says for each place that stands out of the comparison why."""
    return {
        "measure": found.measure,
        "unit": found.unit,
        "period": found.period,
        "rows": [fact_record(fact) for fact in found.rows],
        "refused": [_refusal(refusal) for refusal in found.refused],
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "place": refusal.place,
        "reason": refusal.reason.value,
        "wanted": refusal.wanted,
        "found": refusal.found,
        "fact": fact_record(refusal.fact) if refusal.fact else None,
    }
