"""Answers -> the JSON of the HTTP contract (DESIGN, section 6)."""

from __future__ import annotations

from typing import Any

from answering.answer import Answer, Hit, Named, Row
from answering.facts import Evidence, Source


def answer_record(answer: Answer) -> dict[str, Any]:
    query = answer.query
    return {
        "query": {
            "text": query.text,
            "language": query.language,
            "class": query.kind.value if answer.answered else "not_found",
            "understood": query.kind.value,
            "filters": [{"key": each.key, "label": each.label} for each in answer.filters],
        },
        "answer": {
            "status": "answered" if answer.answered else "not_found",
            "text": answer.text,
            "rows": [row_record(row) for row in answer.rows],
            "sparql": answer.sparql,
            "notes": list(answer.notes),
            "nearest": [row_record(row) for row in answer.nearest],
            "suggestions": [{"question": question, "reason": reason} for question, reason in answer.suggestions],
        },
        "hits": [hit_record(hit) for hit in answer.hits],
        "took_ms": answer.took_ms,
    }


def row_record(row: Row) -> dict[str, Any]:
    """Only what the row has."""
    record: dict[str, Any] = {
        "entity": _named(row.entity),
        "metric": _named(row.metric),
        "value": _number(row.value),
        "unit": row.unit or None,
        "stated": row.stated or None,
        "comparator": row.comparator or None,
        "measure": row.measure or None,
        "place": _named(row.place),
        "period": row.period,
        "status": row.status,
        "rank": row.rank,
        "count": row.count,
    }
    kept = {name: value for name, value in record.items() if value is not None}
    return {**kept, "evidence": [evidence_record(evidence) for evidence in row.evidence]}


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        "sentence": evidence.sentence,
        "start": evidence.start,
        "end": evidence.end,
        "passage": evidence.passage,
        "document": source_record(evidence.source),
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage": passage.id,
        "text": passage.text,
        "score": hit.score,
        "start": passage.start,
        "end": passage.end,
        "document": source_record(hit.source),
    }


def source_record(source: Source) -> dict[str, Any]:
    return {"iri": source.iri, "title": source.title, "issued": source.issued, "source": source.url}


def _named(thing: Named | None) -> dict[str, Any] | None:
    if thing is None:
        return None
    return {"iri": thing.iri, "label": thing.label, "type": thing.type}


def _number(value: float | None) -> float | int | None:
    """An int where the value is whole, so that 10340400 is not written 10340400.0."""
    return int(value) if value is not None and value == int(value) else value
