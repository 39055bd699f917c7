"""Specification -> SVG (Vega-Lite) -> the frame around it -> PNG and PDF. The same chart gives the same bytes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import vl_convert

from figures import bars, font, lines, network, tiles
from figures.charts import Chart, Network, Ranking, SmallMultiples, Targets, TileMap, TimeSeries
from figures.drawing import Drawing
from figures.frame import compose
from figures.lint import ChartRefused, lint
from model.errors import QueryError

FORMATS = ("svg", "png", "pdf")
PNG_SCALE = 2
_VL_VERSION = "5.21"
_SVG = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>(.*)</svg>', re.DOTALL)
_SAID = re.compile(rf'font-family="{font.FAMILY}"')
_COUNTED_ID = re.compile(r"\b(clip|gradient)\d+\b")


def render(chart: Chart, format: str) -> bytes:
    """`format` is one of FORMATS, else QueryError. Raises ChartRefused for a chart that lint speaks against."""
    if format not in FORMATS:
        raise QueryError(f"no such format: {format!r}", where="format", advice=f"use one of {', '.join(FORMATS)}")
    if complaints := lint(chart):
        raise ChartRefused(complaints)
    svg = _svg(chart)
    if format == "svg":
        return _SAID.sub(f'font-family="{font.FALLBACKS}"', svg).encode()
    _fonts()
    data = vl_convert.svg_to_png(svg, scale=PNG_SCALE) if format == "png" else vl_convert.svg_to_pdf(svg)
    return bytes(data)


def _svg(chart: Chart) -> str:
    drawing = _draw(chart)
    width, height, body = _plot(drawing.spec)
    return compose(chart.frame, drawing, width=width, height=height, body=body)


def describe(chart: Chart) -> str:
    """What the figure shows, in words, with its data: for those who cannot see it."""
    return _draw(chart).alt


def _draw(chart: Chart) -> Drawing:
    match chart:
        case Ranking():
            return bars.ranking(chart)
        case Targets():
            return bars.targets(chart)
        case TimeSeries():
            return lines.series(chart)
        case SmallMultiples():
            return lines.multiples(chart)
        case TileMap():
            return tiles.tile_map(chart)
        case Network():
            return network.network(chart)


def _plot(spec: dict[str, Any]) -> tuple[float, float, str]:
    """Width, height and inner elements of the plot. No data is fetched: every value stands in the specification."""
    _fonts()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VL_VERSION, allowed_base_urls=[])
    match = _SVG.fullmatch(svg.strip())
    if match is None:
        raise QueryError("the renderer gave no SVG")
    return float(match[1]), float(match[2]), _stable(match[3])


def _stable(svg: str) -> str:
    """Number the ids from 0: the renderer counts them on over the life of the process."""
    names = {name: f"part{n}" for n, name in enumerate(dict.fromkeys(m[0] for m in _COUNTED_ID.finditer(svg)))}
    return _COUNTED_ID.sub(lambda m: names[m[0]], svg)


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(font.directory()))
