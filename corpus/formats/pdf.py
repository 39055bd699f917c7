"""PDF: the text layer, line by line, and the document information."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.formats import Extract, markdown
from corpus.formats.printed import Line, paragraphs, without_furniture
from model.errors import UnreadableDocument

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_FILE_NAME = re.compile(r"(?:Microsoft \w+ - .*|.*\.(?:docx?|html?|pdf|indd|wps)|untitled.*|无标题.*)", re.IGNORECASE)
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")
_FIELDS = {"Title": "title", "Author": "author", "Subject": "subject"}


def extract(data: bytes, where: str) -> list[Extract]:
    document = _open(data, where)
    try:
        lines = without_furniture([line for number in range(len(document)) for line in _page(document, number)])
        if not lines:
            raise UnreadableDocument(
                f"has {len(document)} pages but no text layer", where=where, advice="scanned pages need OCR first"
            )
        return [Extract(markdown.join(paragraphs(lines)), _metadata(document))]
    finally:
        document.close()


def _open(data: bytes, where: str) -> PdfDocument:
    import pypdfium2

    if not data:
        raise UnreadableDocument("is empty (0 bytes)", where=where, advice="check the download or the export")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("is not a PDF", where=where, advice="give the file the suffix of its real format")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("is encrypted", where=where, advice="remove the password first") from None
        if _NO_PAGES.search(data):
            raise UnreadableDocument("is a PDF with 0 pages", where=where, advice="print or export it again") from None
        raise UnreadableDocument("is a damaged or cut-off PDF", where=where, advice="fetch or copy it again") from None
    return document


def _page(document: PdfDocument, number: int) -> Iterator[Line]:
    page = document[number]
    try:
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        exact = len(text) == textpage.count_chars()
        start = 0
        for printed in text.splitlines(keepends=True):
            if printed.strip():
                yield _line(textpage, printed, start, number) if exact else Line(printed.strip(), 0, 0, 0, number)
            start += len(printed)
    finally:
        page.close()


def _line(textpage: PdfTextPage, printed: str, start: int, page: int) -> Line:
    first = start + len(printed) - len(printed.lstrip())
    last = start + len(printed.rstrip()) - 1
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    return Line(printed.strip(), left, right, top - bottom, page)


def _metadata(document: PdfDocument) -> dict[str, str]:
    stated = document.get_metadata_dict(skip_empty=True)
    found = {key: stated.get(name, "").strip() for name, key in _FIELDS.items()}
    return {key: value for key, value in found.items() if value and not _FILE_NAME.fullmatch(value)}
