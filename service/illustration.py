"""Which figure shows an answer: its address and what it says to those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from service.language import language, translate
from service.links import base
from service.presentation import period, stated

MOST = 40
TARGETS = "target_vs_outcome"


@dataclass(frozen=True, slots=True)
class Illustration:
    """`path` is the figure's address without its format, `query` its parameters with the question mark."""

    path: str
    query: str
    alt: str

    def address(self, format: str) -> str:
        return f"{self.path}.{format}{self.query}"


def illustration(record: dict[str, Any]) -> Illustration | None:
    """None where the rows are not several values of one metric and measure."""
    rows = [row for row in record["answer"]["rows"] if row.get("value") is not None and row.get("place")]
    if record["query"]["class"] != TARGETS:
        rows = [row for row in rows if row.get("status") == rows[0].get("status")]
    if len(rows) < 2 or len({(_iri(row, "metric"), row.get("measure"), row.get("unit")) for row in rows}) != 1:
        return None
    places = list(dict.fromkeys(_iri(row, "place") for row in rows))[:MOST]
    periods = sorted({row["period"] for row in rows if row.get("period")})
    shared = {
        "metric": _iri(rows[0], "metric"),
        "places": ",".join(places),
        "measure": rows[0]["measure"],
        "lang": language(),
    }
    if record["query"]["class"] == TARGETS:
        return _made("targets", {**shared, "period": periods[0] if len(periods) == 1 else ""}, rows)
    status = {"status": rows[0].get("status", "")}
    if len(periods) == 1 and len(places) > 1:
        return _made("ranking", {**shared, **status, "period": periods[0]}, rows)
    if len(periods) > 1 and len(places) <= 3:
        span = {"from": periods[0][:4], "to": periods[-1][-4:] if "/" in periods[-1] else periods[-1][:4]}
        return _made("series", {**shared, **status, **span}, rows)
    return None


def _made(kind: str, parameters: dict[str, str], rows: list[dict[str, Any]]) -> Illustration:
    told = "; ".join(f"{_label(row)}: {stated(row)}" for row in rows[:12])
    alt = translate("figure.alt", kind=translate(f"figure.{kind}"), metric=rows[0]["metric"]["label"], values=told)
    query = urlencode({name: value for name, value in parameters.items() if value})
    return Illustration(f"/figures/{kind}", f"?{query}", alt)


def _label(row: dict[str, Any]) -> str:
    return f"{row['place']['label']} {period(row.get('period'))}".strip()


def _iri(row: dict[str, Any], name: str) -> str:
    """The id of a row's thing as the figures take it: without the base, a place by its code."""
    thing = row.get(name) or {}
    return str(thing.get("iri") or "").removeprefix(base()).removeprefix("place/").removeprefix("metric/")
