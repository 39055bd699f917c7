"""An answer as the JSON of the contract, and what its page shows of it: the page says nothing the JSON does not."""

from __future__ import annotations

from typing import Any

from service import coverage, tables
from service.current import Served, served
from service.links import absolute, query
from service.presentation import period, stated

ONE = "one"
NAMES = "names"
TABLE = "table"
LEAD_EVIDENCE = 3


def answer(build: Served, question: str, language: str | None, *, hits: int) -> dict[str, Any]:
    from answering import records  # late: answering loads the encoder's libraries

    record: dict[str, Any] = records.to_record(build.answerer.answer(question, language=language))
    record["hits"] = record["hits"][:hits]
    return record


def page(record: dict[str, Any]) -> dict[str, Any]:
    """The variables of search.html."""
    question, rows = record["query"]["text"], record["answer"]["rows"]
    return {
        **record,
        "shape": shape(rows),
        "columns": tables.columns(rows),
        "lead": lead(rows),
        "chips": chips(record),
        "coverage": coverage.coverage(served()),
        "api": "/api/v1/answer" + query(q=question),
        "permalink": "/search" + query(q=question),
        "citation": citation(record),
    }


def shape(rows: list[dict[str, Any]]) -> str:
    """Whether the answer is one thing, a list of names, or a table."""
    if len(rows) == 1:
        return ONE
    if rows and all(row.get("entity") and row.get("value") is None for row in rows):
        return NAMES
    return TABLE


def lead(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The evidence shown in full: of each of the first rows the first, each sentence once."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        for evidence in row.get("evidence", [])[: LEAD_EVIDENCE if len(rows) == 1 else 1]:
            found.setdefault((evidence["document"]["iri"], evidence["start"]), evidence)
    return list(found.values())[:LEAD_EVIDENCE]


def chips(record: dict[str, Any]) -> list[dict[str, str]]:
    """What was understood, one chip a filter."""
    return [
        {"name": name, "label": _label(value)}
        for name, value in record["query"]["filters"].items()
        if value not in (None, "", [])
    ]


def citation(record: dict[str, Any]) -> str:
    """The answer as a sentence with its first source and its permanent address, for a footnote."""
    rows = record["answer"]["rows"]
    evidence = next((e for row in rows for e in row.get("evidence", [])), None)
    parts = [record["answer"]["text"]]
    if evidence:
        document = evidence["document"]
        parts.append(f"“{evidence['quote']}”, {document['title']}{_issued(document)}")
    return ". ".join([*parts, absolute("/search" + query(q=record["query"]["text"]))])


def plain(record: dict[str, Any], permalink: str) -> str:
    """The answer as text: what it says, each row, each source."""
    lines = [record["query"]["text"], record["answer"]["text"], ""]
    for row in record["answer"]["rows"]:
        cells = (_cell(row, name) for name in tables.columns([row]) if name not in _IN_STATED)
        lines.append("\t".join(filter(None, cells)))
        lines += [f"    “{e['quote']}” – {e['document']['title']}{_issued(e['document'])}" for e in row["evidence"][:1]]
    return "\n".join([*lines, "", permalink, ""])


_IN_STATED = ("comparator", "unit")


def _cell(row: dict[str, Any], name: str) -> str:
    if name == "value":
        return stated(row)
    return period(row["period"]) if name == "period" else _label(row[name])


def _label(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("label", ""))
    return "、".join(map(_label, value)) if isinstance(value, (list, tuple)) else str(value)


def _issued(document: dict[str, Any]) -> str:
    return f" ({document['issued']})" if document.get("issued") else ""
