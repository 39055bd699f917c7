"""What a chart module hands to the renderer, and the settings all specifications share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from figures import font
from figures.palette import GRID, INK, MUTED, PAPER

TEXT = 13
SMALL = 11.5

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`unit` is the axis unit as shown ("亿元"); `alt` describes the figure in words; `notes` explain its signs."""

    spec: Spec
    unit: str
    alt: str
    notes: tuple[str, ...] = ()


def specification(**parts: Any) -> Spec:
    """A top-level Vega-Lite specification with our font and colours; `parts` are its own properties."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": PAPER,
        "padding": 0,
        "autosize": {"type": "pad", "contains": "padding"},
        "config": _config(),
        **parts,
    }


def _config() -> Spec:
    plain = {"labelFontWeight": "normal", "titleFontWeight": "normal"}
    return {
        "font": font.FAMILY,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "labelColor": INK,
            "titleColor": MUTED,
            "gridColor": GRID,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelLimit": 0,
            **plain,
        },
        "legend": {"labelFontSize": TEXT, "titleFontSize": TEXT, "labelColor": INK, "labelLimit": 0, **plain},
        "header": {"labelFontSize": TEXT, "labelColor": INK, "labelLimit": 0, **plain},
        "text": {"font": font.FAMILY, "fontSize": TEXT, "fontWeight": "normal", "fill": INK},
        "title": {"fontWeight": "normal", "fontSize": TEXT, "color": INK},
    }


def values(rows: list[dict[str, Any]]) -> Spec:
    return {"values": rows}
