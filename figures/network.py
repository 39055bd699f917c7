"""A network as marks at computed pixels: edges with arrowheads, shapes by type, labels that do not overlap."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from figures import font
from figures.charts import Network, Node
from figures.drawing import SMALL, TEXT, Drawing, Spec, specification, values
from figures.palette import DASHES, INK, LOOKS, MUTED, OTHER, PAPER
from figures.placement import Box, Place, place
from figures.words import word

_RADIUS = 7
_MOST_ALT = 40
_MOST_NAMED = 12  # edges; more than these are named in the legend, not each on its line
_LABEL_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    shape: str


def network(chart: Network) -> Drawing:
    places = place(chart)
    looks = {kind: _Look(*LOOKS.get(kind, OTHER)) for kind in sorted({node.type for node in chart.nodes})}
    dashes = _dashes(chart)
    in_legend = len(chart.edges) > _MOST_NAMED and len(dashes) <= len(DASHES)
    legend, top = _legend(chart, looks, dashes if in_legend else {}, max(p.box.right for p in places.values()))
    spots = {node: p.moved(0, top) for node, p in places.items()}
    edge_rows = [_edge(spots[e.source], spots[e.target], e.label) for e in chart.edges if e.source != e.target]
    return Drawing(
        spec=specification(
            width=max(p.box.right for p in spots.values()),
            height=max(p.box.bottom for p in spots.values()),
            layer=[
                *_edge_marks(edge_rows, dashes),
                *([] if in_legend else _edge_labels(edge_rows, spots)),
                *_node_marks(chart, spots, looks),
                *legend,
            ],
        ),
        unit="",
        alt=_alt(chart),
    )


def _dashes(chart: Network) -> dict[str, list[int]]:
    """The dash pattern of each relation; the most frequent one is drawn solid."""
    counts = Counter(edge.label for edge in chart.edges)
    return {name: DASHES[n % len(DASHES)] for n, name in enumerate(sorted(counts, key=lambda k: (-counts[k], k)))}


def _legend(
    chart: Network, looks: dict[str, _Look], dashes: dict[str, list[int]], width: float
) -> tuple[list[Spec], float]:
    """One entry a type of node, one a relation beneath them, in rows; and the height they take."""
    language = chart.frame.language
    symbols, top = _entries([(word(f"type_{kind}", language), kind) for kind in looks], 12, 8.0, width)
    symbols = [{**row, "colour": looks[row["key"]].colour, "shape": looks[row["key"]].shape} for row in symbols]
    layers = [_symbols(symbols), _texts(symbols, "tx", align="left")]
    if dashes:
        lines, top = _entries([(name, name) for name in dashes], 34, top + 22, width)
        layers += [_rule([{**row, "x2": row["x"] + 27, "y2": row["y"]}], dashes[row["key"]]) for row in lines]
        layers.append(_texts(lines, "tx", align="left", colour=MUTED))
    return layers, top + 30


def _entries(named: list[tuple[str, str]], room: float, top: float, width: float) -> tuple[list[dict[str, Any]], float]:
    """Entries of a legend in rows from `top` down, `room` pixels for each sign; and the last row's place."""
    rows: list[dict[str, Any]] = []
    left = 8.0
    for text, key in named:
        step = font.width(font.covered(text), TEXT) + room + 22
        if rows and left + step > max(width, 300):
            left, top = 8.0, top + 22
        rows.append({"x": left, "y": top, "tx": left + room, "text": font.covered(text), "key": key})
        left += step
    return rows, top


def _symbols(rows: list[dict[str, Any]]) -> Spec:
    mark = {"type": "point", "filled": True, "opacity": 1, "stroke": PAPER, "strokeWidth": 1}
    encoding = {
        **_at("x", "y"),
        "fill": _plain("colour"),
        "shape": _plain("shape"),
        "size": {"field": "size", "type": "quantitative", "scale": None},
    }
    return {"data": values([{"size": 130, **row} for row in rows]), "mark": mark, "encoding": encoding}


def _texts(
    rows: list[dict[str, Any]], x: str = "x", *, align: str, size: float = TEXT, halo: bool = False, colour: str = INK
) -> Spec:
    mark: Spec = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "fill": colour,
        "lineHeight": size + 3,
    }
    encoding = {**_at(x, "y"), "text": {"field": "text"}}
    if not halo:
        return {"data": values(rows), "mark": mark, "encoding": encoding}
    behind = {**mark, "fill": PAPER, "stroke": PAPER, "strokeWidth": 3.5, "strokeJoin": "round", "aria": False}
    return {
        "data": values(rows),
        "layer": [{"mark": behind, "encoding": encoding}, {"mark": mark, "encoding": encoding}],
    }


def _at(x: str, y: str) -> Spec:
    return {
        "x": {"field": x, "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": y, "type": "quantitative", "scale": None, "axis": None},
    }


def _plain(field: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _edge(source: Place, target: Place, label: str) -> dict[str, Any]:
    """From rim to rim; `angle` turns an upright triangle into the edge's direction (degrees, clockwise)."""
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    rim = min(_RADIUS + 2, length / 3)
    return {
        "x": round(source.x + ux * rim, 2),
        "y": round(source.y + uy * rim, 2),
        "x2": round(target.x - ux * (rim + 5), 2),
        "y2": round(target.y - uy * (rim + 5), 2),
        "tipx": round(target.x - ux * (rim + 4), 2),
        "tipy": round(target.y - uy * (rim + 4), 2),
        "angle": round(math.degrees(math.atan2(dx, -dy)), 1),
        "label": label,
    }


def _rule(rows: list[dict[str, Any]], dash: list[int]) -> Spec:
    line = {**_at("x", "y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    mark = {"type": "rule", "color": "#8a8a8a", "strokeWidth": 1.1, "strokeDash": dash}
    return {"data": values(rows), "mark": mark, "encoding": line}


def _edge_marks(rows: list[dict[str, Any]], dashes: dict[str, list[int]]) -> list[Spec]:
    if not rows:
        return []
    layers = [_rule([row for row in rows if row["label"] == label], dash) for label, dash in dashes.items()]
    tip = {**_at("tipx", "tipy"), "angle": {"field": "angle", "type": "quantitative", "scale": None}}
    mark = {"type": "point", "shape": "triangle", "filled": True, "size": 34, "color": "#6a6a6a", "opacity": 1}
    return [*layers, {"data": values(rows), "mark": mark, "encoding": tip}]


def _edge_labels(rows: list[dict[str, Any]], spots: dict[str, Place]) -> list[Spec]:
    """The relation's name near the middle of its edge, where it covers no node, no label and no other name."""
    taken = [p.box for p in spots.values()]
    shown: list[dict[str, Any]] = []
    for row in rows:
        text = font.covered(row["label"])
        half = font.width(text, SMALL) / 2 + 2
        for share in _LABEL_SPOTS:
            x, y = row["x"] + (row["x2"] - row["x"]) * share, row["y"] + (row["y2"] - row["y"]) * share
            box = Box(x - half, y - SMALL / 2 - 2, x + half, y + SMALL / 2 + 2)
            if text and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                shown.append({"x": round(x, 2), "y": round(y, 2), "text": text})
                break
    return [_texts(shown, align="center", size=SMALL, halo=True, colour=MUTED)] if shown else []


def _node_marks(chart: Network, spots: dict[str, Place], looks: dict[str, _Look]) -> list[Spec]:
    symbols = [_symbol(node, spots[node.id], looks[node.type]) for node in chart.nodes]
    layers = [_symbols(symbols)]
    for align in ("center", "left", "right"):
        rows = [
            {"x": p.label_x, "y": p.label_y, "text": list(p.lines)}
            for p in spots.values()
            if p.align == align and p.lines
        ]
        if rows:
            layers.append(_texts(_centred(rows), align=align, halo=True))
    return layers


def _centred(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Text of several lines hangs from its first: lift it so that it is centred on its place."""
    return [{**row, "y": round(row["y"] - (len(row["text"]) - 1) * (TEXT + 3) / 2, 2)} for row in rows]


def _symbol(node: Node, spot: Place, look: _Look) -> dict[str, Any]:
    return {"x": spot.x, "y": spot.y, "colour": look.colour, "shape": look.shape, "size": 300 if node.focus else 130}


def _alt(chart: Network) -> str:
    language = chart.frame.language
    names = {node.id: node.label for node in chart.nodes}
    links = [f"{names[e.source]} {e.label} {names[e.target]}" for e in chart.edges[:_MOST_ALT]]
    items = word("separator", language).join(links) + (" …" if len(chart.edges) > _MOST_ALT else "")
    return word(
        "alt_network", language, title=chart.frame.title, nodes=len(chart.nodes), edges=len(chart.edges), items=items
    )
