from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import read
from model.document import Document

Reads = Callable[..., Document]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a text or bytes to a file and reads the one document in it."""

    def _read(content: str | bytes, name: str = "page.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        [document] = read(path, source=name)
        return document

    return _read
