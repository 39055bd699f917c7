"""One file to its documents: format, text, metadata, passages."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from corpus import dating, furniture, passages, titles
from corpus.formats import SUFFIXES, Extract, reader
from corpus.lines import front_matter, lines
from model.document import Document
from model.errors import UnreadableDocument
from model.identifiers import document_id

_HEAD_LINES = 12
_HEAD_LENGTH = 120


def read(path: Path | str, *, source: str | None = None) -> list[Document]:
    """The documents in a file: one, or for CSV and JSON Lines one for each row with text, "file.csv#row-12".

    `source` is the path if not given. Raises UnreadableDocument for a file that cannot be opened, is empty, binary,
    encrypted, cut off, without text, or in a format or encoding that we do not read.
    """
    path = Path(path)
    where = source or path.as_posix()
    extract = reader(path.suffix.lower())
    if extract is None:
        raise UnreadableDocument(
            f"has no format we read ({path.suffix or 'no suffix'})",
            where=where, advice=f"convert it to one of {', '.join(sorted(SUFFIXES))}",
        )
    data = _bytes(path, where)
    return [_document(part, data, where, path.stem) for part in extract(data, where)]


def parse(text: str, source: str) -> Document:
    """The document of a text that is no file: of plain text or Markdown, called `source`."""
    return _document(Extract(text), text.encode(), source, Path(source).stem)


def _bytes(path: Path, where: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument("does not exist", where=where, advice="check the path") from None
    except OSError as error:
        raise UnreadableDocument(
            f"cannot be opened ({error.strerror})", where=where, advice="check the file and its permissions"
        ) from None


def _document(part: Extract, data: bytes, where: str, stem: str) -> Document:
    source = f"{where}#{part.fragment}" if part.fragment else where
    identifier = document_id(source)
    own, body = front_matter(part.text)
    kept, printed = furniture.clear(lines(part.text, body))
    metadata = {**printed, **own, **part.metadata}
    segments = passages.segment(identifier, part.text, kept)
    if not segments.passages:
        raise UnreadableDocument("holds no text but page furniture", where=source, advice="check the export")
    head = [line.text for line in segments.lines[:_HEAD_LINES] if len(line.text) <= _HEAD_LENGTH]
    return Document(
        id=identifier,
        source=source,
        title=titles.title(metadata, segments.lines, stem),
        text=part.text,
        content_hash=_content_hash(part, data),
        issued=dating.issued(metadata, head, titles.stated(metadata, segments.lines), stem),
        metadata=metadata,
        passages=segments.passages,
        tables=segments.tables,
    )


def _content_hash(part: Extract, data: bytes) -> str:
    """Of the file's bytes; of a row's own content where a file holds many documents."""
    if part.fragment:
        data = json.dumps([part.text, dict(part.metadata)], ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest()
