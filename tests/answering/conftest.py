"""One Answerer over the build of samples/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from answering import Answerer
from builds import Build, open_build


@pytest.fixture(scope="session")
def build(samples_build: Path) -> Iterator[Build]:
    opened = open_build(samples_build).warm()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def answerer(build: Build) -> Answerer:
    return Answerer(build)
