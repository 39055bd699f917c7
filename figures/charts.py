"""The charts that can be drawn, as values. Every datum carries its own unit, measure and period, for lint to compare.

`value` is in the base unit; `unit` as in `statements.jsonl` ("元", "%", "户"); `comparator` one of = > >= < <= ~.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every figure. `sources` are documents as a reader names them; `permalink` leads to the data.

    `language` is "zh" or "en"; `subject` names what is measured (a metric's label); `notes` are shown under the figure;
    bars and lines fill `width` pixels.
    """

    title: str
    permalink: str = ""
    sources: tuple[str, ...] = ()
    subject: str = ""
    period: str = ""
    language: str = "zh"
    notes: tuple[str, ...] = ()
    width: float = 640.0


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    unit: str
    measure: str
    period: str
    comparator: str = "="
    status: str = "achieved"
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Horizontal bars in the order given."""

    frame: Frame
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """`segment` counts up where the definition changes; `disputed` marks a value that sources disagree on."""

    period: str
    value: float
    unit: str
    measure: str
    comparator: str = "="
    status: str = "achieved"
    segment: int = 0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TimeSeries:
    frame: Frame
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """One small panel a line. Panels share the time axis; they share the value axis only where `shared_scale`."""

    frame: Frame
    lines: tuple[Line, ...]
    shared_scale: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and its outcome (None: not reported). `verdict` is "met", "missed" or "unknown".

    `near`: it is unknown because the target is approximate and was nearly reached.
    """

    label: str
    target: float
    outcome: float | None
    unit: str
    measure: str
    period: str
    target_comparator: str = "="
    outcome_comparator: str = "="
    verdict: str = "unknown"
    near: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
    frame: Frame
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """`adcode` is the six-digit GB/T 2260 code of a province; value None: the corpus has none."""

    adcode: str
    value: float | None
    unit: str
    measure: str
    period: str
    comparator: str = "="


@dataclass(frozen=True, slots=True)
class TileMap:
    frame: Frame
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    label: str
    type: str
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    """`layout`: "ego" (around the focus), "bipartite" (subjects left, objects right), "path" (in the order given)."""

    frame: Frame
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    layout: str = "ego"


Chart = Ranking | TimeSeries | SmallMultiples | Targets | TileMap | Network
