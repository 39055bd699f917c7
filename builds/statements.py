"""statements.jsonl: the canonical output, ordered by source, then by place in the document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from model.records import from_record
from model.statement import Statement

_BLOCK = 1 << 20


class Spool:
    """Lines of documents as they come, until all are known and can be put in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")

    def add(self, lines: Iterable[str]) -> tuple[int, int]:
        """Byte range that the lines now take up."""
        start = self._file.tell()
        self._file.writelines(f"{line}\n".encode() for line in lines)
        return start, self._file.tell()

    def close(self) -> None:
        self._file.close()


def assemble(target: Path, pieces: Iterable[tuple[Path, tuple[int, int]]]) -> list[tuple[int, int]]:
    """Write the byte ranges of these files one after the other; returns where each now stands."""
    spans: list[tuple[int, int]] = []
    sources: dict[Path, BinaryIO] = {}
    try:
        with target.open("wb") as out:
            for path, (start, end) in pieces:
                if path not in sources:
                    sources[path] = path.open("rb")
                at = out.tell()
                out.writelines(_blocks(sources[path], start, end))
                spans.append((at, out.tell()))
    finally:
        for source in sources.values():
            source.close()
    return spans


def read(path: Path, span: tuple[int, int]) -> Iterator[Statement]:
    """The statements in a byte range of statements.jsonl."""
    import json

    with path.open("rb") as source:
        for block in b"".join(_blocks(source, *span)).splitlines():
            yield from_record(json.loads(block))


def file_hash(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _blocks(source: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    source.seek(start)
    while start < end:
        block = source.read(min(_BLOCK, end - start))
        if not block:
            raise EOFError(f"{source.name} ends before byte {end}")
        start += len(block)
        yield block
