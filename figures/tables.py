"""The data behind a figure as rows: one datum a row, each with its unit and period."""

from __future__ import annotations

import csv
import io

from figures.charts import Chart, Network, Ranking, Targets, TileMap
from figures.words import tile_grid

_QUANTITY = ("label", "period", "measure", "status", "comparator", "value", "unit")


def table(chart: Chart) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Column names and rows, all text; values in the base unit, "" for none."""
    if isinstance(chart, Network):
        return _network(chart)
    if isinstance(chart, Targets):
        return _targets(chart)
    return _QUANTITY, _quantities(chart)


def to_csv(chart: Chart) -> str:
    """RFC 4180 with a byte-order mark, so that a spreadsheet reads the Chinese."""
    columns, rows = table(chart)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([columns, *rows])
    return "\ufeff" + out.getvalue()


def _quantities(chart: Chart) -> list[tuple[str, ...]]:
    if isinstance(chart, Ranking):
        return [(b.label, b.period, b.measure, b.status, b.comparator, _text(b.value), b.unit) for b in chart.bars]
    if isinstance(chart, TileMap):
        names = tile_grid(chart.frame.language)
        return [
            (names[t.adcode].label, t.period, t.measure, "achieved", t.comparator, _text(t.value), t.unit)
            for t in chart.tiles
        ]
    if isinstance(chart, Network | Targets):
        raise TypeError(type(chart).__name__)
    return [
        (line.label, p.period, p.measure, p.status, p.comparator, _text(p.value), p.unit)
        for line in chart.lines
        for p in line.points
    ]


def _targets(chart: Targets) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    columns = (
        "label",
        "period",
        "measure",
        "target_comparator",
        "target",
        "outcome_comparator",
        "outcome",
        "unit",
        "verdict",
    )
    return columns, [
        (
            p.label,
            p.period,
            p.measure,
            p.target_comparator,
            _text(p.target),
            p.outcome_comparator,
            _text(p.outcome),
            p.unit,
            p.verdict,
        )
        for p in chart.pairs
    ]


def _network(chart: Network) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    names = {node.id: node for node in chart.nodes}
    columns = ("source", "source_type", "relation", "target", "target_type")
    return columns, [
        (names[e.source].label, names[e.source].type, e.label, names[e.target].label, names[e.target].type)
        for e in chart.edges
    ]


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"
