"""Pipe tables: runs of lines that start with "|", with their header, their caption and the offsets of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import rules
from corpus.lines import Kind, Line
from corpus.sentences import is_closed
from model.document import Cell

_RULE_ROW = re.compile(r"[\s|:—-]+")
_CELL = re.compile(r"(?:\\\||[^|])*")
_PADDING = re.compile(r"(?:\s|\*{2,}|<br\s*/?>|&nbsp;)*", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s|\*{2,}|<br\s*/?>|&nbsp;)+\Z", re.IGNORECASE)
_LONGEST_CAPTION = 80


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before its rows are passages. `caption_lines` are those of the lines above that name it."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_lines: tuple[Line, ...]


def grid(lines: Sequence[Line], above: Sequence[Line]) -> Grid | None:
    """The table that adjoining row lines make, `above` being the lines before it; None if it has no body."""
    rows = [(line, cells) for line in lines if (cells := _cells(line)) and any(cell.text for cell in cells)]
    caption = _caption(above)
    while len(rows) > 1 and _is_title(rows[0][1], rows[1][1]):
        caption = " ".join(part for part in (caption, *(cell.text for cell in rows.pop(0)[1])) if part)
    if len(rows) < 2:
        return None
    (_, header), *body = rows
    return Grid(caption, header, tuple(cells for _, cells in body), tuple(line for line, _ in body))


def is_rule(line: Line) -> bool:
    return _RULE_ROW.fullmatch(line.text) is not None


def _is_title(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """A first row with one filled cell over a row with several is the table's title."""
    return len({cell.text for cell in first if cell.text}) == 1 and sum(bool(cell.text) for cell in second) > 1


def _cells(line: Line) -> tuple[Cell, ...]:
    if is_rule(line):
        return ()
    text = line.text
    base = line.strand.start
    inner_end = len(text) - 1 if text.endswith("|") and not text.endswith("\\|") else len(text)
    return tuple(_cell(text, low, high, base) for low, high in _bounds(text, 1, inner_end))


def _bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start <= end:
        match = _CELL.match(text, start, end)
        stop = match.end() if match else end
        yield start, stop
        start = stop + 1


def _cell(text: str, low: int, high: int, base: int) -> Cell:
    lead = _PADDING.match(text, low, high)
    start = lead.end() if lead else low
    trail = _TRAILING.search(text[start:high])
    end = start + trail.start() if trail else high
    return Cell(text[start:end], base + start, base + end)


def _caption(above: Sequence[Line]) -> str:
    """Up to two lines directly above: the title and its unit."""
    parts: list[str] = []
    for line in reversed(above[-2:]):
        if line.kind == Kind.ROW or not _names_table(line, parts):
            break
        parts.insert(0, line.text)
    return " ".join(parts)


def _names_table(line: Line, below: Sequence[str]) -> bool:
    if len(line.text) > _LONGEST_CAPTION or line.text.endswith("。"):
        return False
    if rules.headings().table.match(line.text):
        return True
    unit_below = bool(below) and "单位" in below[0]
    return (not below or unit_below) and not is_closed(line.text)
