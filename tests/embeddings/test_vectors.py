"""One suite for every adapter of the VectorIndex port; exact search in numpy is the reference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.arrays import Vectors
from embeddings.catalogue import passage_key
from embeddings.vectors import VECTORS, VectorIndex, create_vectors, open_vectors

DIMENSION = 64


def random_vectors(count: int, *, seed: int = 7) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


KEYS = np.array([passage_key(number, index) for number in (3, 5, 9) for index in range(200)], dtype=np.int64)
STORED = random_vectors(len(KEYS))


@pytest.fixture(params=sorted(VECTORS))
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "milvus":
        pytest.importorskip("pymilvus", reason="the extra in requirements-milvus.txt is not installed")
    return str(request.param)


@pytest.fixture
def index(kind: str, tmp_path: Path) -> VectorIndex:
    made = create_vectors(tmp_path / "vectors", DIMENSION, kind=kind)
    made.update(KEYS, STORED)
    made.save()
    return made


def test_ten_best_agree_with_exact_search(index: VectorIndex) -> None:
    agreed = 0
    queries = random_vectors(50, seed=8)
    for query in queries:
        exact = set(KEYS[np.argsort(-(STORED @ query))[:10]].tolist())
        agreed += len(exact & {key for key, _ in index.search(query, 10)})
    assert agreed / (10 * len(queries)) >= 0.99


def test_best_come_first_and_ties_by_key(kind: str, tmp_path: Path) -> None:
    index = create_vectors(tmp_path / "ties", DIMENSION, kind=kind)
    index.update(KEYS[:4][::-1].copy(), np.repeat(STORED[:1], 4, axis=0))
    assert [key for key, _ in index.search(STORED[0], 4)] == KEYS[:4].tolist()


def test_only_admitted_documents_answer(index: VectorIndex) -> None:
    found = index.search(STORED[0], 50, documents=[5])
    assert len(found) == 50
    assert {key >> 20 for key, _ in found} == {5}
    assert index.search(STORED[0], 5, documents=[]) == []


def test_a_removed_document_is_gone_and_the_rest_stays(index: VectorIndex) -> None:
    index.update(KEYS[:1], STORED[:1], remove=[3, 5])
    assert len(index) == 201
    best, score = index.search(STORED[0], 1)[0]
    assert best == KEYS[0]
    assert score == pytest.approx(1, abs=1e-2)
    with pytest.raises(KeyError):
        index.get(KEYS[250:251])


def test_vectors_come_back_by_key(index: VectorIndex) -> None:
    wanted = KEYS[[400, 3, 77]]
    np.testing.assert_allclose(index.get(wanted), STORED[[400, 3, 77]], atol=1e-2)
    assert index.get(KEYS[:0]).shape == (0, DIMENSION)


def test_a_saved_index_opens_the_same(index: VectorIndex, kind: str, tmp_path: Path) -> None:
    again = open_vectors(tmp_path / "vectors", kind=kind)
    assert again.search(STORED[1], 10) == index.search(STORED[1], 10)


def test_an_empty_index_finds_nothing(kind: str, tmp_path: Path) -> None:
    assert create_vectors(tmp_path / "empty", DIMENSION, kind=kind).search(STORED[0], 3) == []
