"""Tables without rules: lines of a label and figures, parted by white space, as copied pages and PDF give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.lines import Kind, Line
from corpus.strands import concatenate
from model.text import Span

_TOKEN = re.compile(r"\S+")
_ROW = re.compile(r"\S.*?(?P<figures>(?:\s+[-—－+]?\d[\d,.]*[%％]?(?=\s|\Z)){2,})")
_FEWEST_ROWS = 3
_MOST_HEADER_LINES = 3
_LONGEST = 80


def mark(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of such tables made rows; several lines of a header become one.

    A table is three or more lines that end in the same number of figures, at least two, under one to three lines
    whose words name each column.
    """
    marked: list[Line] = []
    position = 0
    while position < len(lines):
        end = _rows_end(lines, position)
        table = _table(marked, lines[position:end]) if end - position >= _FEWEST_ROWS else None
        if table:
            header, rows = table
            del marked[-header:]
            marked.extend(rows)
        else:
            marked.extend(lines[position:max(end, position + 1)])
        position = max(end, position + 1)
    return marked


def _rows_end(lines: Sequence[Line], start: int) -> int:
    """Where the run of lines with as many figures as the first of them ends; `start` if that has none."""
    figures = _figures(lines[start])
    end = start
    while figures and end < len(lines) and _figures(lines[end]) == figures and (end == start or lines[end].gap <= 1):
        end += 1
    return end


def _figures(line: Line) -> int:
    if line.kind not in (Kind.TEXT, Kind.BULLET) or len(line.text) > _LONGEST or len(line.strand.runs) != 1:
        return 0
    match = _ROW.fullmatch(line.text)
    return len(match["figures"].split()) if match else 0


def _table(above: Sequence[Line], body: Sequence[Line]) -> tuple[int, list[Line]] | None:
    """How many of the lines above are its header, and its rows, the header first; None if no header fits."""
    for count, header in _headers(above):
        rows = [_row(line, len(header.cells)) for line in body]
        if len(header.cells) > _figures(body[0]) and all(rows):
            return count, [header, *(row for row in rows if row)]
    return None


def _headers(above: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The last line above, the last two as one line, the last three."""
    for count in range(1, min(_MOST_HEADER_LINES, len(above)) + 1):
        lines = above[-count:]
        if any(line.kind == Kind.ROW or len(line.text) > _LONGEST for line in lines):
            return
        cells = _paired(_words(lines))
        yield count, replace(lines[0], kind=Kind.ROW, strand=concatenate([line.strand for line in lines]), cells=cells)


def _words(lines: Sequence[Line]) -> list[Span]:
    """Where the words of several lines stand in their joined text."""
    spans: list[Span] = []
    here = 0
    for line in lines:
        spans.extend(Span(here + match.start(), here + match.end()) for match in _TOKEN.finditer(line.text))
        here += len(line.text)
    return spans


def _paired(words: Sequence[Span]) -> tuple[Span, ...]:
    """The words with spaced-out ones ("指 标") put together, two single characters at a time."""
    paired: list[Span] = []
    single: Span | None = None
    for span in words:
        if len(span) == 1 and single is not None:
            paired[-1] = Span(single.start, span.end)
            single = None
        else:
            paired.append(span)
            single = span if len(span) == 1 else None
    return tuple(paired)


def _row(line: Line, columns: int) -> Line | None:
    """The line as a row of so many cells, close below the one above; words too many belong to its label."""
    tokens = [Span(match.start(), match.end()) for match in _TOKEN.finditer(line.text)]
    spare = len(tokens) - columns
    if spare < 0:
        return None
    label = Span(tokens[0].start, tokens[spare].end)
    return replace(line, kind=Kind.ROW, cells=(label, *tokens[spare + 1:]), gap=0)
