"""Spans and offset maps. All offsets are zero-based, end-exclusive, in Unicode code points."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters that stand at `here` in a derived text and at `there` in the original, unchanged."""

    here: int
    there: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets in a derived text (a passage) to offsets in the original text (the document).

    `pieces` are ordered by `here`, do not overlap, and cover the derived text completely; the derived text holds no
    character that is not in the original.
    """

    pieces: tuple[Piece, ...]

    def source(self, start: int, end: int) -> tuple[Span, ...]:
        """The runs of the original that characters `start:end` of the derived text come from, in order, maximal."""
        runs: list[Span] = []
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.here) - 1)
        for piece in self.pieces[first:]:
            if piece.here >= end:
                break
            low, high = max(start, piece.here), min(end, piece.here + piece.length)
            if low >= high:
                continue
            run = Span(piece.there + low - piece.here, piece.there + high - piece.here)
            if runs and runs[-1].end == run.start:
                runs[-1] = Span(runs[-1].start, run.end)
            else:
                runs.append(run)
        return tuple(runs)
