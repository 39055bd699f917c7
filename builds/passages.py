"""Documents and passages of a build, looked up by id."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builds.rows import PASSAGE_COLUMNS, document_of, passage_of
from embeddings.catalogue import PASSAGE_BITS, passage_key
from extraction.context import DocumentContext, Genre
from model.document import Document, Passage
from model.errors import BuildError

_INFO = (
    "number, id, source, title, issued, content_hash, file, file_hash, reading, metadata, genre, place, place_code,"
    " publisher, context_issued, year, subject_year, counts, statements_start, statements_end, statements"
)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document without its text. `number` is its integer in this build; `url` where it was published, if it says so.

    `file` is the source of the file it stands in (its own, but for a row of a CSV file), `file_hash` its SHA-256.
    `counts` is what extraction counted; `span` the byte range of its lines in statements.jsonl.
    """

    number: int
    id: str
    source: str
    title: str
    issued: str | None
    url: str | None
    content_hash: str
    file: str
    file_hash: str
    reading: str
    context: DocumentContext
    counts: Mapping[str, int]
    statements: int
    span: tuple[int, int]


class Passages:
    """Read-only; may be used from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._numbers: dict[str, int] = dict(connection.execute("SELECT id, number FROM document").fetchall())

    @classmethod
    def open(cls, path: Path) -> Passages:
        if not path.is_file():
            raise BuildError("there is no passage table", where=str(path), advice="run ingest.py again")
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    def close(self) -> None:
        self._connection.close()

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM passage").fetchone()[0])

    def documents(self) -> Iterator[DocumentInfo]:
        """Every document, ordered by source."""
        return map(_info, self._connection.execute(f"SELECT {_INFO} FROM document ORDER BY source"))

    def info(self, document: str) -> DocumentInfo:
        """The document with this id. KeyError if the build does not hold it."""
        return _info(self._one(f"SELECT {_INFO} FROM document WHERE id = ?", document))

    def by_source(self, source: str) -> DocumentInfo:
        """The document with this source. KeyError if the build does not hold it."""
        return _info(self._one(f"SELECT {_INFO} FROM document WHERE source = ?", source))

    def text(self, document: str) -> str:
        """The document's whole text, to which all offsets refer. KeyError if the build does not hold it."""
        return str(self._one("SELECT text FROM document WHERE id = ?", document)["text"])

    def document(self, document: str) -> Document:
        """The document as it was read, passages and tables included. KeyError if the build does not hold it."""
        row = self._one("SELECT * FROM document WHERE id = ?", document)
        return document_of(row, tuple(self.passages_of(document)))

    def passage(self, passage: str) -> Passage:
        """The passage with this id ("<document>/p<n>"). KeyError if the build does not hold it."""
        document, index = _parts(passage)
        key = passage_key(self._numbers[document], index)
        return passage_of(self._one(f"SELECT {PASSAGE_COLUMNS} FROM passage WHERE key = ?", key), document, index)

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """The passages with these ids, in this order."""
        return [self.passage(passage) for passage in ids]

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in its order. KeyError if the build does not hold it."""
        first = passage_key(self._numbers[document], 0)
        rows = self._connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passage WHERE key >= ? AND key < ? ORDER BY key",
            (first, first + (1 << PASSAGE_BITS)),
        )
        return [passage_of(row, document, row["key"] - first) for row in rows]

    def _one(self, query: str, value: str | int) -> sqlite3.Row:
        row: sqlite3.Row | None = self._connection.execute(query, (value,)).fetchone()
        if row is None:
            raise KeyError(value)
        return row


def _parts(passage: str) -> tuple[str, int]:
    document, _, index = passage.rpartition("/p")
    if not index.isdecimal():
        raise KeyError(passage)
    return document, int(index)


def _info(row: sqlite3.Row) -> DocumentInfo:
    return DocumentInfo(
        number=row["number"],
        id=row["id"],
        source=row["source"],
        title=row["title"],
        issued=row["issued"] or row["context_issued"],
        url=json.loads(row["metadata"]).get("source"),
        content_hash=row["content_hash"],
        file=row["file"],
        file_hash=row["file_hash"],
        reading=row["reading"],
        context=_context(row),
        counts=json.loads(row["counts"]),
        statements=row["statements"],
        span=(row["statements_start"], row["statements_end"]),
    )


def _context(row: sqlite3.Row) -> DocumentContext:
    return DocumentContext(
        genre=Genre(row["genre"]),
        place=row["place"],
        place_code=row["place_code"],
        publisher=row["publisher"],
        issued=row["context_issued"],
        year=row["year"],
        subject_year=row["subject_year"],
    )
