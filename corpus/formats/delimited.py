"""CSV and TSV: each row with text is a document of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from corpus.decoding import decode
from corpus.formats import Extract
from corpus.formats.columns import Columns, columns
from model.errors import UnreadableDocument


def extract(data: bytes, where: str) -> list[Extract]:
    """Row 1 is the first below the header; rows without text are left out."""
    text = decode(data, where)
    rows = list(_rows(text, where))
    if not rows:
        raise UnreadableDocument("has no header row", where=where, advice="name the columns in the first line")
    chosen = columns(rows[0], where)
    extracts = [found for number, row in enumerate(rows[1:], 1) if (found := _extract(rows[0], row, number, chosen))]
    if not extracts:
        raise UnreadableDocument(
            f"has no row with text in column {chosen.text!r}", where=where, advice="check the export"
        )
    return extracts


def _rows(text: str, where: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        yield from (row for row in reader if row)
    except csv.Error as error:
        raise UnreadableDocument(
            f"is not valid CSV: {error}", where=f"{where}, line {reader.line_num}", advice="check the quotation marks"
        ) from None


def _delimiter(text: str) -> str:
    """The commonest of comma, semicolon and tab in the header line."""
    header = text.lstrip().partition("\n")[0]
    return max(",\t;", key=header.count)


def _extract(header: list[str], row: list[str], number: int, chosen: Columns) -> Extract | None:
    return chosen.extract(dict(zip(header, row, strict=False)), f"row-{number}")
