"""A document, its passages and its tables, as `corpus` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from model.text import OffsetMap


class PassageKind(StrEnum):
    HEADING = "heading"
    SENTENCE = "sentence"
    TABLE_ROW = "row"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, heading or table row.

    `text` is the verbatim text with line breaks, captions and page furniture inside the sentence taken out;
    `offsets` leads each of its characters back to `Document.text`; `start` and `end` bound it there.
    `headings` are the texts of the headings above it, outermost first. `paragraph` numbers the paragraph within the
    document, so that a sentence knows its neighbours. `index` is the passage's position in the document, from 0.
    """

    id: str
    document: str
    index: int
    kind: PassageKind
    text: str
    start: int
    end: int
    offsets: OffsetMap
    paragraph: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `start` and `end` bound it in `Document.text`; `text` is what stands there without markup ("<br>").

    In a header of two lines `text` joins a column's name to the one above it; the offsets are then those of the lower.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. Row i of `rows` is the passage whose id is `row_passages[i]`.

    `caption` is the line above it (title and unit, e.g. "表1 2023年年末人口数及其构成（单位：万人）"), "" if none.
    """

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_passages: tuple[str, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read.

    `id` is `model.identifiers.document_id(source)`; `source` is the path or URI as given. `text` is the original text
    (for txt and Markdown the whole decoded file, unchanged but for a byte-order mark; for other formats the text that
    was extracted) to which all offsets refer. `issued` is an ISO date, year-month or year, or None. `metadata`
    holds what the file itself states (front matter, HTML meta, file name), keys in lower case.
    `content_hash` is the SHA-256 of the file's bytes, in hexadecimal (of the row's content, where a file
    holds many documents).
    """

    id: str
    source: str
    title: str
    text: str
    content_hash: str
    issued: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
