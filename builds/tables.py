"""Writing passages.sqlite."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from builds.rows import PASSAGE_COLUMNS, passage_row, tables_json
from builds.work import Done, Origin
from embeddings.catalogue import PASSAGE_BITS, DocumentEntry, passage_key

_SCHEMA = Path(__file__).with_name("schema.sql")


class TableWriter:
    """Starts from a copy of the last build's table, if there is one."""

    def __init__(self, path: Path, *, last: Path | None = None) -> None:
        if last is not None:
            shutil.copyfile(last, path)
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = OFF")  # an unfinished build is thrown away, never repaired
        self._connection.execute("PRAGMA synchronous = OFF")
        if last is None:
            self._connection.executescript(_SCHEMA.read_text(encoding="utf-8"))

    def remove(self, number: int) -> None:
        self._connection.execute("DELETE FROM document WHERE number = ?", (number,))
        low = passage_key(number, 0)
        self._connection.execute("DELETE FROM passage WHERE key >= ? AND key < ?", (low, low + (1 << PASSAGE_BITS)))

    def add(self, done: Done, origin: Origin) -> DocumentEntry:
        """Gives the document its number."""
        number = self._insert("document", {**_document_fields(done), **asdict(origin)})
        marks = ", ".join("?" * (PASSAGE_COLUMNS.count(",") + 1))
        self._connection.executemany(
            f"INSERT INTO passage ({PASSAGE_COLUMNS}) VALUES ({marks})",
            (passage_row(passage, passage_key(number, passage.index)) for passage in done.document.passages),
        )
        return _entry(self._connection.execute("SELECT * FROM document WHERE number = ?", (number,)).fetchone())

    def entries(self) -> list[DocumentEntry]:
        return [_entry(row) for row in self._connection.execute("SELECT * FROM document")]

    def spans(self) -> list[tuple[int, tuple[int, int]]]:
        """(number, byte range of its statements where they are now), ordered by source."""
        query = "SELECT number, statements_start, statements_end FROM document ORDER BY source"
        return [(number, (start, end)) for number, start, end in self._connection.execute(query)]

    def set_spans(self, spans: Iterable[tuple[int, tuple[int, int]]]) -> None:
        self._connection.executemany(
            "UPDATE document SET statements_start = ?, statements_end = ? WHERE number = ?",
            ((start, end, number) for number, (start, end) in spans),
        )

    def counts(self) -> dict[str, int]:
        return {
            "documents": self._one("SELECT count(*) FROM document"),
            "characters": self._one("SELECT coalesce(sum(characters), 0) FROM document"),
            "passages": self._one("SELECT count(*) FROM passage"),
            "statements": self._one("SELECT coalesce(sum(statements), 0) FROM document"),
            "observations": self._one("SELECT coalesce(sum(observations), 0) FROM document"),
            "triples": self._one("SELECT coalesce(sum(triples), 0) FROM document"),
        }

    def close(self) -> None:
        self._connection.commit()
        self._connection.close()

    def _insert(self, table: str, fields: dict[str, object]) -> int:
        """The number of the new row."""
        marks = ", ".join("?" * len(fields))
        names = ", ".join(fields)
        done = self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(fields.values()))
        return int(done.lastrowid or 0)

    def _one(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])


def _document_fields(done: Done) -> dict[str, object]:
    document, context = done.document, done.context
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "issued": document.issued,
        "content_hash": document.content_hash,
        "text": document.text,
        "characters": len(document.text),
        "metadata": json.dumps(dict(document.metadata), ensure_ascii=False),
        "tables": tables_json(document),
        "genre": context.genre.value,
        "place": context.place,
        "place_code": context.place_code,
        "publisher": context.publisher,
        "context_issued": context.issued,
        "year": context.year,
        "subject_year": context.subject_year,
        "counts": json.dumps(dict(done.counts), ensure_ascii=False),
        "statements": len(done.lines),
        "observations": done.observations,
        "triples": done.triples,
        "statements_start": 0,
        "statements_end": 0,
    }


def _entry(row: sqlite3.Row) -> DocumentEntry:
    names = ("number", "id", "title", "place", "year", "subject_year", "genre")
    return DocumentEntry(**{name: row[name] for name in names})
