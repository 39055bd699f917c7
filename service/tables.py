"""Rows of the JSON contract as CSV and as plain text, for spreadsheets and for pasting."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response

COLUMNS = (
    *("entity", "place", "agency", "metric", "period", "measure", "comparator", "value", "unit"),
    *("status", "rank", "count"),
)
_EVIDENCE = ("quote", "sentence", "document", "issued", "source")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns that any row fills, in their fixed order; an entity that is but the row's place is not told twice."""
    listed = list(rows)
    filled = [name for name in COLUMNS if any(row.get(name) not in (None, "") for row in listed)]
    if all(row.get("entity") == row.get("place") for row in listed):
        return [name for name in filled if name != "entity"]
    return filled


def answer_csv(rows: list[dict[str, Any]]) -> str:
    names = columns(rows)
    return write([*names, *_EVIDENCE], ([*(_flat(row.get(name)) for name in names), *_source(row)] for row in rows))


def write(header: list[str], rows: Iterable[Iterable[object]]) -> str:
    """CSV (RFC 4180) with a byte-order mark, so that spreadsheets read Chinese; what looks like a formula is quoted."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return "\ufeff" + target.getvalue()


def attachment(text: str, name: str) -> Response:
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _flat(value: object) -> object:
    return value.get("label") if isinstance(value, Mapping) else value


def _source(row: Mapping[str, Any]) -> list[object]:
    evidence = (row.get("evidence") or [{}])[0]
    document = evidence.get("document") or {}
    return [*map(evidence.get, _EVIDENCE[:2]), *map(document.get, ("title", "issued", "source"))]


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) and cell not in ("=", "-") else cell
