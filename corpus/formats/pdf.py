"""PDF: the text layer, its printed lines put together to paragraphs by where they begin and end on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from corpus.formats import Extract, markdown
from model.errors import UnreadableDocument

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–·\s]*")
_FULL_STOPS = "。！？；：.!?;:"
_FILE_NAME = re.compile(r"(?:Microsoft \w+ - .*|.*\.(?:docx?|html?|pdf|indd|wps)|untitled.*|无标题.*)", re.IGNORECASE)
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")
_REPEATS = 3
_LARGE = 1.25
_FIELDS = {"Title": "title", "Author": "author", "Subject": "subject"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; `left`, `right` and `size` (the height of its font) in points, `page` from 0."""

    text: str
    left: float
    right: float
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Block:
    """The edges of the text block that most lines fill, and the usual font size."""

    left: float
    right: float
    size: float

    def ends_at_edge(self, line: _Line) -> bool:
        return line.right > self.right - 1.5 * self.size

    def is_mostly_filled(self, line: _Line) -> bool:
        """Whether only an unbreakable word of the next line can have kept this one from its edge."""
        return line.right - self.left > 0.75 * (self.right - self.left)

    def begins_at_edge(self, line: _Line) -> bool:
        return line.left < self.left + 0.8 * self.size

    def is_large(self, line: _Line) -> bool:
        return line.size > _LARGE * self.size


def extract(data: bytes, where: str) -> list[Extract]:
    document = _open(data, where)
    try:
        lines = _without_furniture([line for number in range(len(document)) for line in _page(document, number)])
        if not lines:
            raise UnreadableDocument(
                f"has {len(document)} pages but no text layer", where=where, advice="scanned pages need OCR first"
            )
        return [Extract(markdown.join(_paragraphs(lines)), _metadata(document))]
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


def _page(document: PdfDocument, number: int) -> Iterator[_Line]:
    page = document[number]
    try:
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        exact = len(text) == textpage.count_chars()
        start = 0
        for printed in text.splitlines(keepends=True):
            if printed.strip():
                yield _line(textpage, printed, start, number) if exact else _Line(printed.strip(), 0, 0, 0, number)
            start += len(printed)
    finally:
        page.close()


def _line(textpage: PdfTextPage, printed: str, start: int, page: int) -> _Line:
    first = start + len(printed) - len(printed.lstrip())
    last = start + len(printed.rstrip()) - 1
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    return _Line(printed.strip(), left, right, top - bottom, page)


def _without_furniture(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without page numbers and without headers and footers that stand on several pages."""
    edges = _edges(lines)
    repeated = {text for text, count in Counter(lines[edge].text for edge in edges).items() if count >= _REPEATS}
    return [
        line
        for position, line in enumerate(lines)
        if position not in edges or not (line.text in repeated or _PAGE_NUMBER.fullmatch(line.text))
    ]


def _edges(lines: Sequence[_Line]) -> set[int]:
    """The positions of the first and last line of each page."""
    last = len(lines) - 1
    return {
        position
        for position, line in enumerate(lines)
        if position in (0, last) or lines[position - 1].page != line.page or lines[position + 1].page != line.page
    }


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    block = _Block(
        left=min(Counter(round(line.left) for line in lines).most_common(2))[0],
        right=sorted(line.right for line in lines)[len(lines) * 9 // 10],
        size=median(line.size for line in lines),
    )
    parts: list[_Line] = []
    for line in lines:
        if parts and not _continues(block, parts[-1], line):
            yield _written(block, parts)
            parts = []
        parts.append(line)
    yield _written(block, parts)


def _continues(block: _Block, line: _Line, following: _Line) -> bool:
    if block.is_large(line) or block.is_large(following):
        return block.is_large(line) and block.is_large(following) and line.page == following.page
    if block.size == 0 or not block.begins_at_edge(following):
        return False
    return block.ends_at_edge(line) or (line.text[-1] not in _FULL_STOPS and block.is_mostly_filled(line))


def _written(block: _Block, parts: Sequence[_Line]) -> str:
    text = ""
    for part in parts:
        spaced = text and text[-1].isascii() and part.text[0].isascii() and text[-1].isalpha()
        text += f" {part.text}" if spaced else part.text
    if block.is_large(parts[0]):
        return markdown.heading(text, 1 if parts[0].page == 0 else 2)
    return markdown.paragraph(text)


def _metadata(document: PdfDocument) -> dict[str, str]:
    stated = document.get_metadata_dict(skip_empty=True)
    found = {key: stated.get(name, "").strip() for name, key in _FIELDS.items()}
    return {key: value for key, value in found.items() if value and not _FILE_NAME.fullmatch(value)}
