"""A tile-grid map of the provinces: a square each, shaded by value."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from figures import font
from figures.charts import Tile, TileMap
from figures.drawing import SMALL, TEXT, Drawing, Spec, specification, values
from figures.numbers import Scale, number, scale
from figures.palette import ABSENT, INK, MUTED, PAPER, RAMP, lightness
from figures.words import Cell, tile_grid, word

_WIDE, _TALL, _GAP = 66, 58, 4
_NAME = {"zh": TEXT + 2.0, "en": 10.0}  # size of the names in a tile, so that the longest word fits


def tile_map(chart: TileMap) -> Drawing:
    language = chart.frame.language
    known = {tile.adcode: tile for tile in chart.tiles if tile.value is not None}
    axis = scale(
        (t.value for t in known.values() if t.value is not None), next(iter(known.values())).unit, language=language
    )
    edges = _edges(sorted(axis.apply(t.value) for t in known.values() if t.value is not None))
    rows = [_row(cell, known.get(code), axis, edges, _NAME[language]) for code, cell in tile_grid(language).items()]
    width, height = max(row["left"] for row in rows) + _WIDE, max(row["top"] for row in rows) + _TALL
    shown = sorted(known.values(), key=lambda tile: -(tile.value or 0))
    items = word("list", language).join(f"{_name(t, language)} {axis.write(t.value or 0, t.comparator)}" for t in shown)
    return Drawing(
        spec=specification(
            width=width,
            height=height + 46,
            layer=[*_squares(rows, _NAME[language]), *_legend(edges, height + 16, language)],
        ),
        unit=axis.unit,
        alt=word("alt_tiles", language, title=chart.frame.title, items=items),
    )


def _name(tile: Tile, language: str) -> str:
    return tile_grid(language)[tile.adcode].label


def _edges(numbers: list[float]) -> list[float]:
    """Lower ends of the classes after the first: about as many values in each class."""
    classes = min(len(RAMP), len(set(numbers)))
    return sorted({numbers[len(numbers) * n // classes] for n in range(1, classes)} - {numbers[0]})


def _row(cell: Cell, tile: Tile | None, axis: Scale, edges: list[float], size: float) -> dict[str, Any]:
    value = None if tile is None or tile.value is None else axis.apply(tile.value)
    fill = ABSENT if value is None else _shade(bisect_right(edges, value), len(edges) + 1)
    ink = PAPER if lightness(fill) < 55 else (MUTED if value is None else INK)
    return {
        "left": cell.column * (_WIDE + _GAP),
        "top": cell.row * (_TALL + _GAP),
        "name": font.balanced(cell.label, size, _WIDE - 4, lines=2),
        "fill": fill,
        "ink": ink,
        "text": "" if tile is None or tile.value is None else axis.write(tile.value, tile.comparator),
    }


def _shade(index: int, classes: int) -> str:
    return RAMP[round(index * (len(RAMP) - 1) / max(classes - 1, 1))]


def _pixel(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _colour(field: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _squares(rows: list[dict[str, Any]], size: float) -> list[Spec]:
    data = values(
        [
            {
                **r,
                "right": r["left"] + _WIDE,
                "bottom": r["top"] + _TALL,
                "middle": r["left"] + _WIDE / 2,
                "upper": r["top"] + 21 - (len(r["name"]) - 1) * (size + 2) / 2,
                "lower": r["top"] + 42,
            }
            for r in rows
        ]
    )
    square = {
        "x": _pixel("left"),
        "x2": {"field": "right"},
        "y": _pixel("top"),
        "y2": {"field": "bottom"},
        "color": _colour("fill"),
    }
    return [
        {"data": data, "mark": {"type": "rect"}, "encoding": square},
        *(
            {
                "data": data,
                "mark": {"type": "text", "fontSize": points, "lineHeight": points + 2, "baseline": "middle"},
                "encoding": {
                    "x": _pixel("middle"),
                    "y": _pixel(height),
                    "text": {"field": text},
                    "color": _colour("ink"),
                },
            }
            for text, height, points in (("name", "upper", size), ("text", "lower", SMALL))
        ),
    ]


def _legend(edges: list[float], top: float, language: str) -> list[Spec]:
    """A swatch a class from left to right, and one for places without a value."""
    classes = len(edges) + 1
    texts = [
        "" if not edges else f"<{number(edges[0])}",
        *(f"≥{number(edge)}" for edge in edges),
        word("no_data", language),
    ]
    fills = [*(_shade(n, classes) for n in range(classes)), ABSENT]
    rows = [
        {
            "left": n * 78,
            "right": n * 78 + 74,
            "top": top,
            "bottom": top + 12,
            "fill": fill,
            "text": text,
            "middle": n * 78 + 37,
            "below": top + 22,
        }
        for n, (fill, text) in enumerate(zip(fills, texts, strict=True))
    ]
    square = {
        "x": _pixel("left"),
        "x2": {"field": "right"},
        "y": _pixel("top"),
        "y2": {"field": "bottom"},
        "color": _colour("fill"),
    }
    label = {"x": _pixel("middle"), "y": _pixel("below"), "text": {"field": "text"}}
    return [
        {"data": values(rows), "mark": {"type": "rect"}, "encoding": square},
        {
            "data": values(rows),
            "mark": {"type": "text", "fontSize": SMALL, "fill": MUTED, "baseline": "middle"},
            "encoding": label,
        },
    ]
