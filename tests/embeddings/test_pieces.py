from __future__ import annotations

import numpy as np
import pytest

from embeddings.arrays import Vectors
from embeddings.pieces import Ids, Pieces


def squares(ids: Ids) -> Vectors:
    return np.stack([ids, ids * ids], axis=1).astype(np.float32)


@pytest.mark.parametrize("kept", [1, 40, 1000])
def test_a_row_is_what_was_computed_however_few_are_kept(kept: int) -> None:
    pieces = Pieces(squares, columns=2, kept=kept)
    generator = np.random.default_rng(1)
    for _ in range(20):
        ids = np.unique(generator.integers(1, 300, size=60))
        table, rows = pieces.find(ids)
        np.testing.assert_array_equal(table[rows], squares(ids))
        assert not table[0].any()


def test_a_table_in_use_keeps_its_rows() -> None:
    pieces = Pieces(squares, columns=2, kept=4)
    first = np.array([3, 5])
    table, rows = pieces.find(first)
    pieces.find(np.arange(10, 60))
    np.testing.assert_array_equal(table[rows], squares(first))


def test_a_piece_is_computed_once_while_it_is_kept() -> None:
    asked: list[int] = []

    def noted(ids: Ids) -> Vectors:
        asked.extend(set(ids.tolist()))
        return squares(ids)

    pieces = Pieces(noted, columns=2, kept=100)
    pieces.find(np.array([1, 2]))
    pieces.find(np.array([2, 3]))
    assert sorted(asked) == [1, 2, 3]
