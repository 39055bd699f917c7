"""A text cut into runs, each with the statements that stand on it: what the document page underlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_BOLD = re.compile(r"(\*\*|__)[^*_\n]+?(\1)")


@dataclass(frozen=True, slots=True)
class Mark:
    """`key` names what covers `start:end` of the text (code points, end-exclusive)."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text under the same marks; `opens` are those that begin here, `anchors` the points that do."""

    text: str
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def runs(text: str, marks: Iterable[Mark], anchors: Sequence[tuple[int, str]] = ()) -> list[Run]:
    """The whole text as runs, cut wherever a mark begins or ends and at each anchor (position, name).

    Marks that reach beyond the text are cut to it, empty ones are left out.
    """
    kept = [mark for mark in marks if 0 <= mark.start < min(mark.end, len(text))]
    points = {position: [name for at, name in anchors if at == position] for position, _ in anchors}
    cuts = sorted({0, len(text), *(m.start for m in kept), *(min(m.end, len(text)) for m in kept), *points})
    opening: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.start, []).append(mark)
    found: list[Run] = []
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        new = opening.get(start, [])
        active = [mark for mark in active if mark.end > start] + new
        keys = tuple(mark.key for mark in active)
        found.append(Run(text[start:end], keys, tuple(mark.key for mark in new), tuple(points.get(start, ()))))
    return found


def parts(cut: Iterable[Run], size: int) -> list[list[Run]]:
    """The runs in parts of at least `size` characters, each but the first beginning with a line and an anchor, where
    no mark goes on: a browser can lay them out one by one.
    """
    found: list[list[Run]] = [[]]
    length, last = 0, ""
    for run in cut:
        if length >= size and last.endswith("\n") and run.anchors and set(run.keys) <= set(run.opens):
            found.append([])
            length = 0
        found[-1].append(run)
        length, last = length + len(run.text), run.text
    return found


def markup(text: str) -> Iterator[tuple[int, int]]:
    """Where the signs of Markdown stand that are not for reading: of headings, and pairs around bold text."""
    for line in _LINE.finditer(text):
        if heading := _HEADING.match(line[0]):
            yield line.start(), line.start() + heading.end()
        for bold in _BOLD.finditer(line[0]):
            for start, end in (bold.span(1), bold.span(2)):
                yield line.start() + start, line.start() + end
