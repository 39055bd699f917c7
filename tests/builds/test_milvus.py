"""Builds whose passages stand in Milvus (milvus-lite, a folder of the build)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builds import Build, open_build
from builds.opening import verify

from .conftest import OTHER, make

pytest.importorskip("pymilvus", reason="the extra in requirements-milvus.txt is not installed")
pytest.importorskip("milvus_lite", reason="the extra in requirements-milvus.txt is not installed")

QUESTIONS = ("新增就业", "森林覆盖率", "GDP growth", "市场监管执法")


def hits(build: Build) -> list[list[str]]:
    return [[hit.passage for hit in build.retriever.search(text, k=3)] for text in QUESTIONS]


@pytest.fixture
def with_milvus(documents: Path, output: Path) -> Path:
    make(output, documents, vectors="milvus")
    return output


def test_the_same_passages_are_found(with_milvus: Path, build: Build) -> None:
    with closing(open_build(with_milvus / "current")) as other:
        verify(other)
        assert other.manifest.recipe.vectors == "milvus"
        assert (other.path / "retrieval" / "vectors" / "vectors.db").is_dir()
        assert hits(other) == hits(build)


def test_the_next_build_starts_from_it_while_it_is_open(with_milvus: Path, documents: Path) -> None:
    with closing(open_build(with_milvus / "current")) as before:
        found = hits(before)
        (documents / "more.txt").write_text(OTHER.replace("310", "290"), encoding="utf-8")
        summary = make(with_milvus, documents)
        assert (summary.added, summary.unchanged) == (1, 3)
        with closing(open_build(with_milvus / "current")) as after:
            assert after.manifest.recipe.vectors == "milvus"
            assert hits(after) != found == hits(before)


def test_another_kind_makes_everything_again(with_milvus: Path, documents: Path, build: Build) -> None:
    make(with_milvus, documents, vectors="faiss")
    with closing(open_build(with_milvus / "current")) as other:
        assert hits(other) == hits(build)
