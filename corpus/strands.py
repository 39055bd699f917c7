"""A strand: text taken from the document in runs, that knows where each of its characters stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.text import OffsetMap, Piece, Span


@dataclass(frozen=True, slots=True)
class Strand:
    """`text` is the runs of the original one after the other; runs are ordered, neither empty nor touching."""

    text: str
    runs: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.runs[0].start

    @property
    def end(self) -> int:
        return self.runs[-1].end

    def slice(self, start: int, end: int) -> Strand:
        """The characters `start:end` of this strand's own text."""
        if start == 0 and end == len(self.text):
            return self
        runs: list[Span] = []
        here = 0
        for run in self.runs:
            low, high = max(start, here), min(end, here + len(run))
            if low < high:
                runs.append(Span(run.start + low - here, run.start + high - here))
            here += len(run)
        return Strand(self.text[start:end], tuple(runs))

    def strip(self) -> Strand:
        text = self.text
        return self.slice(len(text) - len(text.lstrip()), len(text.rstrip())) if text.strip() else Strand("", ())

    def offsets(self) -> OffsetMap:
        pieces: list[Piece] = []
        here = 0
        for run in self.runs:
            pieces.append(Piece(here, run.start, len(run)))
            here += len(run)
        return OffsetMap(tuple(pieces))


def strand(original: str, runs: Iterable[Span]) -> Strand:
    """The strand of ordered runs of `original`; empty ones are dropped, touching ones joined."""
    joined: list[Span] = []
    for run in runs:
        if run.start >= run.end:
            continue
        if joined and joined[-1].end == run.start:
            joined[-1] = Span(joined[-1].start, run.end)
        else:
            joined.append(run)
    return Strand("".join(original[run.start:run.end] for run in joined), tuple(joined))


def concatenate(parts: Iterable[Strand]) -> Strand:
    """One strand of several that stand one after the other in the document."""
    parts = list(parts)
    runs: list[Span] = []
    for run in (run for part in parts for run in part.runs):
        if runs and runs[-1].end == run.start:
            runs[-1] = Span(runs[-1].start, run.end)
        else:
            runs.append(run)
    return Strand("".join(part.text for part in parts), tuple(runs))
