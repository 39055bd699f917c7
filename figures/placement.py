"""Symbols and labels of a network with the boxes they fill, for each of the three layouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from figures import font, layout
from figures.charts import Network, Node
from figures.drawing import TEXT

_LINE = TEXT + 3
_SYMBOL = 20.0
_PATH_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Centre of the symbol; anchor and lines of the label, vertically centred on `label_y`; the box around both."""

    x: float
    y: float
    label_x: float
    label_y: float
    align: str
    lines: tuple[str, ...]
    box: Box

    def moved(self, dx: float, dy: float) -> Place:
        box = Box(self.box.left + dx, self.box.top + dy, self.box.right + dx, self.box.bottom + dy)
        return replace(
            self, x=self.x + dx, y=self.y + dy, label_x=self.label_x + dx, label_y=self.label_y + dy, box=box
        )


def place(chart: Network) -> dict[str, Place]:
    """By node id. No two boxes overlap; the least left and top are 0."""
    if chart.layout == "bipartite":
        return _columns(chart)
    if chart.layout == "path":
        return _path(chart)
    return _around(chart)


def _around(chart: Network) -> dict[str, Place]:
    labels = [_lines(node, 132, 3) for node in chart.nodes]
    boxes = [_size(lines) for lines in labels]
    focus = next((n for n, node in enumerate(chart.nodes) if node.focus), 0)
    centres = layout.around(boxes, _pairs(chart), focus=focus)
    return {
        node.id: _below(float(x), float(y), lines, box)
        for node, (x, y), lines, box in zip(chart.nodes, centres, labels, boxes, strict=True)
    }


def _pairs(chart: Network) -> list[tuple[int, int]]:
    index = {node.id: n for n, node in enumerate(chart.nodes)}
    return sorted({(index[edge.source], index[edge.target]) for edge in chart.edges})


def _lines(node: Node, limit: float, most: int) -> tuple[str, ...]:
    return tuple(font.balanced(font.covered(node.label), TEXT, limit, lines=most))


def _size(lines: Sequence[str]) -> tuple[float, float]:
    """Of a symbol with its label beneath, air included."""
    widest = max(font.width(line, TEXT) for line in lines)
    return max(widest, _SYMBOL) + 14, _SYMBOL + len(lines) * _LINE + 12


def _below(x: float, y: float, lines: tuple[str, ...], size: tuple[float, float]) -> Place:
    """`x`, `y` is the centre of the whole box."""
    left, top = x - size[0] / 2, y - size[1] / 2
    symbol = top + 6 + _SYMBOL / 2
    label = symbol + _SYMBOL / 2 + len(lines) * _LINE / 2
    box = Box(left, top, left + size[0], top + size[1])
    return Place(round(x, 2), round(symbol, 2), round(x, 2), round(label, 2), "center", lines, box)


def _columns(chart: Network) -> dict[str, Place]:
    """Subjects left, objects right; labels on the outer sides."""
    subjects = {edge.source for edge in chart.edges}
    index = {node.id: n for n, node in enumerate(chart.nodes)}
    left = [index[node.id] for node in chart.nodes if node.id in subjects]
    right = [index[node.id] for node in chart.nodes if node.id not in subjects]
    left, right = layout.sides(left, right, _pairs(chart))
    labels = {n: _lines(node, 210, 2) for n, node in enumerate(chart.nodes)}
    margin = max((font.width(line, TEXT) for n in left for line in labels[n]), default=0) + _SYMBOL
    heights = [sum(_row(labels[n]) for n in column) for column in (left, right)]
    places: dict[int, Place] = {}
    for column, x, align, height in ((left, margin, "right", heights[0]), (right, margin + 230, "left", heights[1])):
        top = (max(heights) - height) / 2
        for n in column:
            places[n] = _beside(x, top, labels[n], align)
            top += _row(labels[n])
    return {node.id: places[n] for n, node in enumerate(chart.nodes)}


def _row(lines: Sequence[str]) -> float:
    return len(lines) * _LINE + 8


def _beside(x: float, top: float, lines: tuple[str, ...], align: str) -> Place:
    height, widest = _row(lines), max(font.width(line, TEXT) for line in lines)
    middle, half = top + height / 2, _SYMBOL / 2
    if align == "left":
        return Place(
            x, middle, x + half + 3, middle, align, lines, Box(x - half, top, x + half + 3 + widest, top + height)
        )
    return Place(x, middle, x - half - 3, middle, align, lines, Box(x - half - 3 - widest, top, x + half, top + height))


def _path(chart: Network) -> dict[str, Place]:
    """Nodes in the order given, in rows read back and forth."""
    labels = [_lines(node, 132, 3) for node in chart.nodes]
    sizes = [_size(lines) for lines in labels]
    across = (
        max(width for width, _ in sizes) + max((font.width(edge.label, TEXT) for edge in chart.edges), default=0) + 20
    )
    down = max(height for _, height in sizes) + 34
    places = {}
    for n, node in enumerate(chart.nodes):
        row, column = divmod(n, _PATH_COLUMNS)
        column = column if row % 2 == 0 else _PATH_COLUMNS - 1 - column
        spot = column * across + max(width for width, _ in sizes) / 2, row * down + sizes[n][1] / 2
        places[node.id] = _below(*spot, labels[n], sizes[n])
    least = min(p.box.left for p in places.values())
    return {node: p.moved(-least, 0) for node, p in places.items()}
