"""A rebuild that would lose documents of the last build through faults of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builds import open_build
from builds.publishing import current
from model.errors import BuildError

from .conftest import NEWS, make

BASE = "https://example.org/id/"  # another base: every document has to be made again


@pytest.fixture
def damaged(built: Path) -> Path:
    """A build in which one of three documents cannot be taken over: its list of tables is no longer JSON."""
    folder = current(built)
    with closing(sqlite3.connect(f"{folder}/passages.sqlite")) as table:
        table.execute("UPDATE document SET tables = '[' || substr(tables, 1, length(tables) - 1) WHERE number = 1")
        table.commit()
    return built


def test_the_last_build_stays_current(damaged: Path) -> None:
    before = current(damaged)
    with pytest.raises(BuildError, match="1 of 3 documents would be lost, the first one so: ") as raised:
        make(damaged, base=BASE)
    assert "--accept-losses" in str(raised.value)
    assert current(damaged) == before
    assert not list(damaged.glob(".unfinished-*"))


def test_losses_can_be_accepted(damaged: Path) -> None:
    summary = make(damaged, base=BASE, accept_losses=True)
    assert len(summary.failed) == 1
    with closing(open_build(damaged / "current")) as build:
        assert build.manifest.counts["documents"] == 2


def test_a_file_that_changed_is_read_instead(damaged: Path, documents: Path) -> None:
    (documents / "news.txt").write_text(NEWS.replace("3200", "3300"), encoding="utf-8")
    summary = make(damaged, documents, base=BASE)
    assert (summary.failed, summary.counts["documents"]) == ((), 3)
