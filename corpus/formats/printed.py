"""Printed lines put together to paragraphs by where they begin and end on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.formats import markdown

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–·\s]*")
_FULL_STOPS = "。！？；：.!?;:"
_REPEATS = 3
_DIGITS = re.compile(r"\d+")
_TABLE_ROW = re.compile(r"(?:\s[-—－+]?\d[\d,.]*[%％]?){2,}\Z")
_GUTTER = 8
_LARGE = 1.25


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `left`, `right` and `size` (the height of its font) in points, `page` from 0."""

    text: str
    left: float
    right: float
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges between which most lines of a column run, and the usual font size."""

    left: float
    right: float
    size: float

    def is_filled_by(self, line: Line) -> bool:
        """Whether a line reaches the right edge, or was kept from it by no more than an unbreakable word."""
        if line.right > self.right - 1.5 * self.size:
            return True
        return line.text[-1] not in _FULL_STOPS and line.right - self.left > 0.75 * (self.right - self.left)

    def begins(self, line: Line) -> bool:
        """Whether a line begins at the left edge, so that it is not the first of an indented paragraph."""
        return line.left < self.left + 0.8 * self.size

    def is_large(self, line: Line) -> bool:
        return line.size > _LARGE * self.size


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers, and without headers and footers: what several pages begin or end with alike."""
    edges = _edges(lines)
    counts = Counter(_DIGITS.sub("0", lines[edge].text) for edge in edges)
    return [
        line
        for position, line in enumerate(lines)
        if position not in edges
        or not (counts[_DIGITS.sub("0", line.text)] >= _REPEATS or _PAGE_NUMBER.fullmatch(line.text))
    ]


def _edges(lines: Sequence[Line]) -> set[int]:
    """The positions of the first two and last two lines of each page."""
    pages = [line.page for line in lines]
    return {
        position
        for position, page in enumerate(pages)
        if page not in pages[max(0, position - 2):max(0, position - 1)]
        or page not in pages[position + 2:position + 3]
    }


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines, at least one, as Markdown: one paragraph a line, larger type as headings."""
    columns = _columns(lines)
    parts: list[Line] = []
    for line in lines:
        if parts and not _continues(columns, parts[-1], line):
            yield _written(_column_of(columns, parts[0]), parts)
            parts = []
        parts.append(line)
    yield _written(_column_of(columns, parts[0]), parts)


def _columns(lines: Sequence[Line]) -> list[_Column]:
    """One column, or two where many lines begin far right of where the others do, from left to right."""
    size = median(line.size for line in lines)
    starts = Counter(round(line.left) for line in lines)
    common = sorted(start for start, count in starts.items() if count * 10 >= len(lines)) or [min(starts)]
    second = next((start for start in common if start - common[0] > _GUTTER * size), None)
    groups = [lines] if second is None else [
        [line for line in lines if line.left < second - size],
        [line for line in lines if line.left >= second - size],
    ]
    return [_column(group, left, size) for group, left in zip(groups, (common[0], second or 0.0), strict=False)]


def _column(lines: Sequence[Line], left: float, size: float) -> _Column:
    rights = sorted(line.right for line in lines)
    return _Column(left, rights[len(rights) * 9 // 10], size)


def _column_of(columns: Sequence[_Column], line: Line) -> _Column:
    return next((column for column in reversed(columns) if line.left >= column.left - column.size), columns[0])


def _continues(columns: Sequence[_Column], line: Line, following: Line) -> bool:
    column, beside = _column_of(columns, line), _column_of(columns, following)
    if column.is_large(line) or beside.is_large(following):
        return column.is_large(line) and beside.is_large(following) and line.page == following.page
    if line.size == 0 or _TABLE_ROW.search(line.text):
        return False
    return beside.begins(following) and column.is_filled_by(line)


def _written(column: _Column, parts: Sequence[Line]) -> str:
    text = ""
    for part in parts:
        spaced = text and text[-1].isascii() and part.text[0].isascii() and text[-1].isalpha()
        text += f" {part.text}" if spaced else part.text
    if column.is_large(parts[0]):
        return markdown.heading(text, 1 if parts[0].page == 0 else 2)
    return markdown.paragraph(text)
