"""JSON Lines: each line with text is a document of its own."""

from __future__ import annotations

import json

from corpus.decoding import decode
from corpus.formats import Extract
from corpus.formats.columns import columns
from model.errors import UnreadableDocument


def extract(data: bytes, where: str) -> list[Extract]:
    """Rows are numbered by their line; lines without text are left out."""
    numbered = enumerate(decode(data, where).split("\n"), 1)
    records = [(number, _record(line, f"{where}, line {number}")) for number, line in numbered if line.strip()]
    chosen = columns(list(dict.fromkeys(key for _, record in records for key in record)), where)
    extracts = [found for number, record in records if (found := chosen.extract(record, f"row-{number}"))]
    if not extracts:
        raise UnreadableDocument(f"has no line with text in {chosen.text!r}", where=where, advice="check the export")
    return extracts


def _record(line: str, where: str) -> dict[str, str]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UnreadableDocument(f"is not JSON: {error}", where=where, advice="write one JSON object a line") from None
    if not isinstance(value, dict):
        raise UnreadableDocument(
            f"holds a {type(value).__name__}, not an object", where=where, advice="write one JSON object a line"
        )
    return {str(key): str(item) for key, item in value.items() if isinstance(item, str | int | float)}
