"""DOCX: headings, paragraphs and tables in their order, and the core properties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from docx import Document as open_document
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import XMLSyntaxError, _Element

from corpus.decoding import kind_of
from corpus.formats import Extract, markdown
from model.errors import UnreadableDocument

_LARGEST = 200 * 1024 * 1024
_LARGEST_RATIO = 200
_SMALL = 1024 * 1024
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_RESAVE = "open it in a word processor and save it again as DOCX"


def extract(data: bytes, where: str) -> list[Extract]:
    _check(data, where)
    document = _open(data, where)
    text = markdown.join(_blocks(document))
    if not text.strip():
        raise UnreadableDocument("is a DOCX without text", where=where, advice="scanned pages need OCR first")
    return [Extract(text, _metadata(document))]


def _check(data: bytes, where: str) -> None:
    """Refuses, before anything is unpacked, what is no DOCX and what would unpack to far more than it is."""
    if not data:
        raise UnreadableDocument("is empty (0 bytes)", where=where, advice="check the download or the export")
    if data.startswith(_ENCRYPTED):
        raise UnreadableDocument("is encrypted, or an old DOC", where=where, advice=f"remove the password; {_RESAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        found = kind_of(data)
        raise UnreadableDocument(
            "is a damaged or cut-off DOCX" if found else "is not a DOCX", where=where, advice="fetch or copy it again"
        ) from None
    size = sum(entry.file_size for entry in entries)
    if size > _LARGEST or (size > _SMALL and size > _LARGEST_RATIO * len(data)):
        raise UnreadableDocument(
            f"would unpack from {len(data):,} to {size:,} bytes, like a zip bomb", where=where, advice=_RESAVE
        )
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise UnreadableDocument("is a ZIP archive but not a DOCX", where=where, advice=_RESAVE)


def _open(data: bytes, where: str) -> Document:
    try:
        return open_document(io.BytesIO(data))
    except (OpcError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(f"is a damaged DOCX ({error})", where=where, advice=_RESAVE) from None


def _blocks(document: Document) -> Iterator[str]:
    for item in _items(document.element.body, document):
        if isinstance(item, Table):
            yield markdown.table(_rows(item))
        else:
            yield _paragraph(item)


def _items(parent: _Element, document: Document) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in their order, those inside content controls (w:sdt) included."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield Paragraph(child, document)
        elif name == "tbl":
            yield Table(child, document)
        elif name in ("sdt", "sdtContent", "smartTag", "customXml"):
            yield from _items(child, document)


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style is not None else None
    level = _HEADING.search(style or "")
    text = "".join(run.text for run in _runs(paragraph))
    if level:
        return markdown.heading(text, int(level[1]))
    if (style or "").lower() == "title":
        return markdown.heading(text, 1)
    if "list" in (style or "").lower():
        return f"- {line}" if (line := markdown.paragraph(text)) else ""
    return "\n".join(_line(run) for run in _lines(paragraph))


def _lines(paragraph: Paragraph) -> Iterator[list[tuple[str, bool]]]:
    """The paragraph's text between forced line breaks, as runs with whether they are bold."""
    line: list[tuple[str, bool]] = []
    for run in _runs(paragraph):
        first, *more = run.text.split("\n")
        line.append((first, bool(run.bold)))
        for part in more:
            yield line
            line = [(part, bool(run.bold))]
    yield line


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    """All runs, those in links, content controls and tracked insertions included, deletions left out."""
    for element in paragraph._p.iter(f"{_WORD}r"):
        if not any(_name(ancestor) in ("del", "moveFrom", "txbxContent") for ancestor in _within(element, paragraph)):
            yield Run(element, paragraph)


def _within(element: _Element, paragraph: Paragraph) -> Iterator[_Element]:
    for ancestor in element.iterancestors():
        if ancestor is paragraph._p:
            return
        yield ancestor


def _line(runs: list[tuple[str, bool]]) -> str:
    text = ""
    open_bold = False
    for part, bold in runs:
        if part.strip() and bold != open_bold:
            text += "**"
            open_bold = bold
        text += part
    return markdown.paragraph(text + ("**" if open_bold else ""))


def _rows(table: Table) -> list[list[str]]:
    """Texts of the cells; a merged cell stands once, its other places are empty."""
    rows: list[list[str]] = []
    seen: set[object] = set()
    for row in table.rows:
        texts: list[str] = []
        for cell in row.cells:
            texts.append("" if cell._tc in seen else cell.text)
            seen.add(cell._tc)
        rows.append(texts)
    return rows


def _metadata(document: Document) -> dict[str, str]:
    properties = document.core_properties
    stated = {"title": properties.title, "author": properties.author, "subject": properties.subject}
    return {key: value.strip() for key, value in stated.items() if value and value.strip()}
