"""Documents and passages <-> rows of passages.sqlite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from model.document import Cell, Document, Passage, PassageKind, Table
from model.identifiers import passage_id
from model.text import OffsetMap, Piece

PASSAGE_COLUMNS = 'key, kind, text, start, "end", pieces, paragraph, headings'


def passage_row(passage: Passage, key: int) -> tuple[Any, ...]:
    return (
        key,
        passage.kind.value,
        passage.text,
        passage.start,
        passage.end,
        _pieces_json(passage.offsets.pieces),
        passage.paragraph,
        json.dumps(passage.headings, ensure_ascii=False),
    )


def passage_of(row: sqlite3.Row, document: str, index: int) -> Passage:
    return Passage(
        id=passage_id(document, index),
        document=document,
        index=index,
        kind=PassageKind(row["kind"]),
        text=row["text"],
        start=row["start"],
        end=row["end"],
        offsets=OffsetMap(_pieces(row)),
        paragraph=row["paragraph"],
        headings=tuple(json.loads(row["headings"])),
    )


def document_of(row: sqlite3.Row, passages: tuple[Passage, ...]) -> Document:
    return Document(
        id=row["id"],
        source=row["source"],
        title=row["title"],
        text=row["text"],
        content_hash=row["content_hash"],
        issued=row["issued"],
        metadata=json.loads(row["metadata"]),
        passages=passages,
        tables=tuple(_table(record) for record in json.loads(row["tables"])),
    )


def tables_json(document: Document) -> str:
    return json.dumps(list(map(_table_record, document.tables)), ensure_ascii=False)


def _pieces_json(pieces: tuple[Piece, ...]) -> str | None:
    return json.dumps([[p.here, p.there, p.length] for p in pieces]) if len(pieces) != 1 else None


def _pieces(row: sqlite3.Row) -> tuple[Piece, ...]:
    if row["pieces"] is None:
        return (Piece(0, row["start"], row["end"] - row["start"]),)
    return tuple(Piece(*piece) for piece in json.loads(row["pieces"]))


def _table_record(table: Table) -> list[Any]:
    rows = [list(_cells(row)) for row in table.rows]
    return [table.caption, list(_cells(table.header)), rows, table.row_passages, table.headings]


def _cells(cells: tuple[Cell, ...]) -> Iterator[list[Any]]:
    return ([cell.text, cell.start, cell.end] for cell in cells)


def _table(record: list[Any]) -> Table:
    caption, header, rows, row_passages, headings = record
    return Table(
        caption=caption,
        header=tuple(Cell(*cell) for cell in header),
        rows=tuple(tuple(Cell(*cell) for cell in row) for row in rows),
        row_passages=tuple(row_passages),
        headings=tuple(headings),
    )
