from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.loading import Loader
from graph.store import EmbeddedStore

LINES = [f'<http://x/s{n}> <http://x/p> "{n}" <http://x/g{n % 3}> .\n'.encode() for n in range(50)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


@pytest.mark.parametrize("batch", [1, 200, 10**6])
def test_all_is_there_at_the_end_however_large_a_batch(store: EmbeddedStore, batch: int) -> None:
    loader = Loader(store, batch=batch)
    for line in LINES:
        loader.add(line)
    loader.finish()
    loader.close()
    assert store.count() == len(LINES)
    assert loader.size == sum(map(len, LINES))


def test_what_is_only_collected_can_be_given_up(store: EmbeddedStore) -> None:
    loader = Loader(store)
    loader.add(LINES[0])
    loader.wait()
    loader.close()
    assert store.count() == 0


def test_a_batch_that_cannot_be_loaded_is_told(store: EmbeddedStore) -> None:
    loader = Loader(store, batch=1)
    loader.add(b"not a quad\n")
    with pytest.raises(SyntaxError):
        loader.finish()
    loader.close()
