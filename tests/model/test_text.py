from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from model.text import OffsetMap, Piece, Span


def pieces_of(lengths_and_gaps: list[tuple[int, int]]) -> OffsetMap:
    pieces, here, there = [], 0, 0
    for length, gap in lengths_and_gaps:
        there += gap
        pieces.append(Piece(here, there, length))
        here, there = here + length, there + length
    return OffsetMap(tuple(pieces))


def test_a_sentence_cut_by_a_caption_leads_back_to_both_halves() -> None:
    first, caption, second = "推出技术调查官等18项创", "【图为检测现场】", "新举措。"
    original = first + caption + second
    offsets = OffsetMap((Piece(0, 0, len(first)), Piece(len(first), len(first + caption), len(second))))
    runs = offsets.source(8, len(first) + 3)
    assert [original[run.start : run.end] for run in runs] == ["18项创", "新举措"]


def test_adjacent_runs_are_joined() -> None:
    offsets = OffsetMap((Piece(0, 5, 3), Piece(3, 8, 4)))
    assert offsets.source(1, 6) == (Span(6, 11),)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5)), min_size=1, max_size=8), st.data())
def test_every_character_keeps_its_origin(shape: list[tuple[int, int]], data: st.DataObject) -> None:
    offsets = pieces_of(shape)
    length = sum(piece.length for piece in offsets.pieces)
    origin = [piece.there + i for piece in offsets.pieces for i in range(piece.length)]
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    runs = offsets.source(start, end)
    assert [i for run in runs for i in range(run.start, run.end)] == origin[start:end]
    assert all(left.end < right.start for left, right in pairwise(runs))
