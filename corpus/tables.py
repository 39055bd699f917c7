"""Tables: runs of row lines (pipe tables, or marked by `corpus.aligned`), their header, caption and cell offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import rules
from corpus.headings import UNNUMBERED_RANK
from corpus.lines import Kind, Line
from corpus.sentences import is_closed
from model.document import Cell
from model.text import Span

_RULE_ROW = re.compile(r"[\s|:—-]+")
_CELL = re.compile(r"(?:\\\||[^|])*")
_PADDING = re.compile(r"(?:\s|\*{2,}|<br\s*/?>|&nbsp;)*", re.IGNORECASE)
_MARKUP = re.compile(r"\*{2,}|<br\s*/?>|&nbsp;|\\(?=\|)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s|\*{2,}|<br\s*/?>|&nbsp;)+\Z", re.IGNORECASE)
_FIGURE = re.compile(r"[-—－+]?[\d,.]+\s*[%％]?")
_LONGEST_CAPTION = 80
_LONGEST_UNIT = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before its rows are passages; row i of `rows` is `row_lines[i]`."""

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
    if len(body) > 1 and _goes_on(header, body[0][1]):
        header = _two_lines(header, body.pop(0)[1])
    return Grid(caption, header, tuple(cells for _, cells in body), tuple(line for line, _ in body))


def is_rule(line: Line) -> bool:
    return _RULE_ROW.fullmatch(line.text) is not None


def _is_title(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """A first row with one filled cell over a row with several is the table's title."""
    return len({cell.text for cell in first if cell.text}) == 1 and sum(bool(cell.text) for cell in second) > 1


def _goes_on(header: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether a second row belongs to the header: merged cells left gaps in both, and it holds no figure."""
    gaps = any(not cell.text for cell in header) and not second[0].text
    return gaps and len(header) == len(second) and not any(_FIGURE.fullmatch(cell.text) for cell in second)


def _two_lines(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    """One header of two: "2024年" over "目标" and "完成" names the columns "2024年目标" and "2024年完成"."""
    names: list[Cell] = []
    spanning = ""
    for above, below in zip(upper, lower, strict=True):
        spanning = above.text or spanning
        where = below if below.text else above
        names.append(Cell(spanning + below.text if below.text else above.text, where.start, where.end))
    return tuple(names)


def _cells(line: Line) -> tuple[Cell, ...]:
    return () if is_rule(line) else tuple(_cell(line, span) for span in line.cells or _between_pipes(line.text))


def _between_pipes(text: str) -> tuple[Span, ...]:
    inner_end = len(text) - 1 if text.endswith("|") and not text.endswith("\\|") else len(text)
    spans: list[Span] = []
    start = 1
    while start <= inner_end:
        match = _CELL.match(text, start, inner_end)
        stop = match.end() if match else inner_end
        spans.append(Span(start, stop))
        start = stop + 1
    return tuple(spans)


def _cell(line: Line, span: Span) -> Cell:
    lead = _PADDING.match(line.text, span.start, span.end)
    start = lead.end() if lead else span.start
    trail = _TRAILING.search(line.text[start:span.end])
    end = start + trail.start() if trail else span.end
    if start == end:
        return Cell("", line.strand.start, line.strand.start)
    content = line.strand.slice(start, end)
    return Cell(_MARKUP.sub("", content.text), content.start, content.end)


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
    unit_below = bool(below) and rules.headings().table.match(below[0]) is not None and len(below[0]) <= _LONGEST_UNIT
    is_section = line.kind == Kind.HEADING and line.rank < UNNUMBERED_RANK
    return (not below or unit_below) and not is_closed(line.text) and not is_section
