"""Chart values -> Vega-Lite specifications -> SVG, PNG and PDF with Chinese glyphs, a source line and alternative text.

It may import lexicon and model, and renders with vl-convert. It must not know where the values come from: no graph, no
build, no question; whoever calls it hands over finished charts and gets bytes, or the reason why a chart is refused.
"""

from __future__ import annotations

from figures.charts import (
    Bar,
    Chart,
    Edge,
    Frame,
    Line,
    Network,
    Node,
    Pair,
    Point,
    Ranking,
    SmallMultiples,
    Targets,
    Tile,
    TileMap,
    TimeSeries,
)
from figures.lint import ChartRefused, lint
from figures.rendering import FORMATS, describe, render
from figures.tables import table

__all__ = [
    "FORMATS",
    "Bar",
    "Chart",
    "ChartRefused",
    "Edge",
    "Frame",
    "Line",
    "Network",
    "Node",
    "Pair",
    "Point",
    "Ranking",
    "SmallMultiples",
    "Targets",
    "Tile",
    "TileMap",
    "TimeSeries",
    "describe",
    "lint",
    "render",
    "table",
]
