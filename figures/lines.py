"""Time series and small multiples: a full run of periods on the axis, gaps bridged by dots, definitions kept apart."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from figures import font
from figures.charts import Frame, Line, Point, SmallMultiples, TimeSeries
from figures.drawing import SMALL, TEXT, Drawing, Spec, specification, values
from figures.numbers import Scale, scale
from figures.palette import DASHES, MUTED, PAPER, SERIES
from figures.periods import run
from figures.words import word

_HEIGHT, _PANEL_WIDTH, _PANEL_HEIGHT, _PANEL_COLUMNS = 300, 170, 110, 3
_MOST_POINT_LABELS = 16
_LONGEST_BRIDGE = 5  # periods without a value that a dotted line may cross


@dataclass(frozen=True, slots=True)
class _Axes:
    periods: list[str]
    low: float
    high: float
    step: float
    scale: Scale
    width: float
    height: float

    def down(self, value: float) -> float:
        """Pixels from the top."""
        return (self.high - value) / (self.high - self.low) * self.height


def series(chart: TimeSeries) -> Drawing:
    language = chart.frame.language
    names = [font.covered(line.label) for line in chart.lines]
    room = max(font.width(name, TEXT) for name in names) + 14 if len(names) > 1 else 10
    axes = _axes(_points(chart.lines), width=chart.frame.width - 60 - room, height=_HEIGHT, language=language)
    layers = [layer for n, line in enumerate(chart.lines) for layer in _line(line, axes, n)]
    if len(chart.lines) > 1:
        layers.append(_end_labels(chart.lines, axes))
    elif len(chart.lines[0].points) <= _MOST_POINT_LABELS * chart.frame.width / 640:
        layers += _point_labels(chart.lines[0], axes)
    return Drawing(
        spec=specification(width=axes.width, height=axes.height, layer=layers),
        unit=axes.scale.unit,
        alt=_alt("alt_series", chart.frame, chart.lines, axes.scale),
        notes=_notes(chart.lines, language),
    )


def multiples(chart: SmallMultiples) -> Drawing:
    language = chart.frame.language
    shared = _axes(_points(chart.lines), width=_PANEL_WIDTH, height=_PANEL_HEIGHT, language=language)
    panels = [_panel(line, shared, shared_scale=chart.shared_scale, language=language) for line in chart.lines]
    return Drawing(
        spec=specification(concat=panels, columns=_PANEL_COLUMNS, spacing=16),
        unit=shared.scale.unit if chart.shared_scale else "",
        alt=_alt("alt_multiples", chart.frame, chart.lines, shared.scale),
        notes=_notes(chart.lines, language),
    )


def _panel(line: Line, shared: _Axes, *, shared_scale: bool, language: str) -> Spec:
    axes = shared
    if not shared_scale:
        own = _axes(list(line.points), width=_PANEL_WIDTH, height=_PANEL_HEIGHT, language=language)
        axes = _Axes(shared.periods, own.low, own.high, own.step, own.scale, _PANEL_WIDTH, _PANEL_HEIGHT)
    name = line.label if shared_scale else f"{line.label} ({axes.scale.unit})"
    title = {"text": font.wrap(font.covered(name), TEXT, _PANEL_WIDTH, lines=2), "anchor": "start", "frame": "group"}
    return {"width": axes.width, "height": axes.height, "title": title, "layer": _line(line, axes, 0)}


def _points(lines: Iterable[Line]) -> list[Point]:
    return [point for line in lines for point in line.points]


def _axes(points: list[Point], *, width: float, height: float, language: str) -> _Axes:
    unit = scale((point.value for point in points), points[0].unit, language=language)
    low, high, step = _nice([unit.apply(point.value) for point in points])
    return _Axes(run([point.period for point in points]), low, high, step, unit, width, height)


def _nice(numbers: Sequence[float]) -> tuple[float, float, float]:
    """Lower and upper end and step of an axis in steps of 1, 2 or 5; from 0 where 0 is not far away."""
    low, high = min(numbers), max(numbers)
    if low > 0 and low < 0.6 * high:
        low = 0.0
    if high < 0 and high > 0.6 * low:
        high = 0.0
    spread = (high - low) or abs(high) or 1.0
    rough = spread / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    bottom = math.floor(low / step - (0.05 if low else 0)) * step
    top = math.ceil(high / step + 0.05) * step
    return bottom, (top if top > bottom else bottom + step), step


def _x(axes: _Axes) -> Spec:
    each = font.width(axes.periods[0], TEXT) + 12
    every = math.ceil(len(axes.periods) * each / axes.width)
    shown = axes.periods[::-1][::every][::-1]
    return {
        "field": "t",
        "type": "ordinal",
        "title": None,
        "sort": None,
        "scale": {"domain": axes.periods, "type": "point", "padding": 0.4},
        "axis": {"labelAngle": 0, "values": shown, "labelFlush": False, "labelOverlap": False},
    }


def _y(axes: _Axes) -> Spec:
    count = round((axes.high - axes.low) / axes.step)
    ticks = [round(axes.low + n * axes.step, 10) for n in range(count + 1)]
    return {
        "field": "v",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [round(axes.low, 10), round(axes.high, 10)], "nice": False, "zero": False},
        "axis": {"values": ticks, "domain": False, "ticks": False, "format": ",.6~f"},
    }


def _line(line: Line, axes: _Axes, n: int) -> list[Spec]:
    """Solid (or dashed, by series) pieces, dotted bridges over missing periods, and the points themselves."""
    colour, dash = SERIES[n % len(SERIES)], DASHES[n % len(DASHES)]
    encoding = {"x": _x(axes), "y": _y(axes)}
    solid, bridges = _pieces(line, axes)
    layers: list[Spec] = []
    for rows, style in (
        (solid, {"strokeWidth": 2.2, "strokeDash": dash}),
        (bridges, {"strokeWidth": 1.1, "strokeDash": [1, 4]}),
    ):
        if rows:
            mark = {"type": "line", "color": colour, "strokeJoin": "round", **style}
            layers.append({"data": values(rows), "mark": mark, "encoding": {**encoding, "detail": {"field": "piece"}}})
    for hollow in (False, True):
        if rows := [_row(p, axes) for p in line.points if (p.disputed or p.status == "target") is hollow]:
            layers.append({"data": values(rows), "mark": _point_mark(colour, hollow=hollow), "encoding": encoding})
    return layers


def _point_mark(colour: str, *, hollow: bool) -> Spec:
    return {
        "type": "point",
        "filled": True,
        "size": 46,
        "opacity": 1,
        "fill": PAPER if hollow else colour,
        "stroke": colour,
        "strokeWidth": 1.6,
    }


def _row(point: Point, axes: _Axes) -> dict[str, Any]:
    return {"t": point.period, "v": axes.scale.apply(point.value)}


def _pieces(line: Line, axes: _Axes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    place = {period: n for n, period in enumerate(axes.periods)}
    ordered = sorted(line.points, key=lambda point: place[point.period])
    solid: list[dict[str, Any]] = []
    bridges: list[dict[str, Any]] = []
    for piece, (before, after) in enumerate(itertools.pairwise(ordered)):
        if before.segment != after.segment or before.status != after.status:
            continue
        missing = place[after.period] - place[before.period] - 1
        if missing > _LONGEST_BRIDGE:
            continue
        rows = bridges if missing else solid
        rows += [{**_row(point, axes), "piece": piece} for point in (before, after)]
    return _joined(solid), bridges


def _joined(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pieces that share a point become one, so that dash patterns run on."""
    joined: list[dict[str, Any]] = []
    for row in rows:
        if joined and joined[-1]["t"] == row["t"] and joined[-1]["v"] == row["v"]:
            continue
        same = bool(joined) and row["piece"] in (joined[-1]["last"], joined[-1]["last"] + 1) and joined[-1]["run"]
        joined.append(
            {**row, "last": row["piece"], "run": True, "piece": joined[-1]["piece"] if same else row["piece"]}
        )
    return [{key: row[key] for key in ("t", "v", "piece")} for row in joined]


def _end_labels(lines: Sequence[Line], axes: _Axes) -> Spec:
    """Each line's name right of its last point, moved apart where they would touch."""
    ends = []
    for n, line in enumerate(lines):
        last = max(line.points, key=lambda point: axes.periods.index(point.period))
        ends.append((axes.down(axes.scale.apply(last.value)), n, line.label))
    rows = [
        {"px": axes.width + 6, "py": down, "name": font.covered(label), "colour": SERIES[n % len(SERIES)]}
        for down, n, label in _apart(sorted(ends), TEXT + 4, axes.height)
    ]
    position = {
        "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "py", "type": "quantitative", "scale": None, "axis": None},
    }
    mark = {"type": "text", "align": "left", "baseline": "middle"}
    return {
        "data": values(rows),
        "mark": mark,
        "encoding": {
            **position,
            "text": {"field": "name"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _apart(ends: list[tuple[float, int, str]], least: float, bottom: float) -> list[tuple[float, int, str]]:
    """Down from the top where they would touch, then back up where the last ones left the plot."""
    downs: list[float] = []
    for down, _, _ in ends:
        downs.append(max(down, downs[-1] + least) if downs else max(down, 0.0))
    for n in reversed(range(len(downs))):
        downs[n] = min(downs[n], bottom - (len(downs) - 1 - n) * least)
    return [(down, n, label) for down, (_, n, label) in zip(downs, ends, strict=True)]


def _point_labels(line: Line, axes: _Axes) -> list[Spec]:
    """Above a point, below it where the line turns up from it."""
    ordered = sorted(line.points, key=lambda point: axes.periods.index(point.period))
    layers: list[Spec] = []
    for below, dy in ((False, -13), (True, 14)):
        rows = [
            {**_row(point, axes), "text": axes.scale.write(point.value, point.comparator)}
            for n, point in enumerate(ordered)
            if _valley(ordered, n) is below
        ]
        if rows:
            encoding = {"x": _x(axes), "y": _y(axes), "text": {"field": "text"}}
            mark = {"type": "text", "dy": dy, "fontSize": SMALL, "fill": MUTED}
            halo = {**mark, "fill": PAPER, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "aria": False}
            layers += [{"data": values(rows), "mark": m, "encoding": encoding} for m in (halo, mark)]
    return layers


def _valley(points: Sequence[Point], n: int) -> bool:
    beside = [points[m].value for m in (n - 1, n + 1) if 0 <= m < len(points)]
    return bool(beside) and sum(beside) / len(beside) > points[n].value


def _notes(lines: Sequence[Line], language: str) -> tuple[str, ...]:
    points, periods = _points(lines), run([point.period for point in _points(lines)])
    gaps = any(_has_gap(line, periods) for line in lines)
    signs = (
        ("gap_note", gaps),
        ("disputed_note", any(point.disputed for point in points)),
        ("hollow_target_note", any(point.status == "target" for point in points)),
        ("break_note", any(len({point.segment for point in line.points}) > 1 for line in lines)),
    )
    return tuple(word(key, language) for key, holds in signs if holds)


def _has_gap(line: Line, periods: list[str]) -> bool:
    places = sorted(periods.index(point.period) for point in line.points)
    return any(after - before > 1 for before, after in itertools.pairwise(places))


def _alt(key: str, frame: Frame, lines: Sequence[Line], axis: Scale) -> str:
    separator, colon = word("separator", frame.language), ": " if frame.language == "en" else "："
    parts = []
    for line in lines:
        texts = (f"{p.period} {axis.write(p.value, p.comparator)}{axis.unit}" for p in line.points)
        parts.append(line.label + colon + word("list", frame.language).join(texts))
    return word(key, frame.language, title=frame.title, items=separator.join(parts))
