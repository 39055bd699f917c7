"""A dossier as a Word file (ECMA-376 through python-docx); the same dossier gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from figures import describe, render
from reports import word_fields
from reports.dossier import Block, Code, Dossier, Grid, Picture, Prose, Quotation, Section
from reports.numbering import Numbers
from reports.words import say

_BODY, _HEAD, _MONO = ("Times New Roman", "SimSun"), ("Arial", "SimHei"), ("Consolas", "SimSun")
_WIDTH, _TALLEST = Cm(15.5), Cm(22)
_MOST_BREADTH = 44
_FEWEST_LISTED = 4  # parts; a shorter dossier needs no table of contents
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_word(dossier: Dossier) -> bytes:
    document = Document()
    _prepare(document, dossier)
    numbers = Numbers(dossier.language)
    document.add_heading(_plain(dossier.title), level=0)
    parts = [*dossier.sections, _sources(dossier), dossier.appendix]
    parts = [part for part in parts if part.blocks or (part.heading and part is not dossier.appendix)]
    headed = [part for part in parts if part.heading]
    marks = {id(part): f"part{n}" for n, part in enumerate(headed, 1)}
    listed = len(headed) >= _FEWEST_LISTED
    for part in parts:
        if listed and part is headed[0]:
            word_fields.contents(document, [(marks[id(each)], _plain(each.heading)) for each in headed])
        if part.heading:
            heading = document.add_heading(_plain(part.heading), level=1)
            word_fields.bookmark(heading, marks[id(part)], int(marks[id(part)].removeprefix("part")))
        for block in part.blocks:
            _block(document, block, numbers)
    return _same_bytes(document)


def _sources(dossier: Dossier) -> Section:
    listed = tuple(Prose(f"[{number}] {source}") for number, source in enumerate(dossier.sources, 1))
    return Section(say("section_sources", dossier.language), listed)


def _prepare(document: Any, dossier: Dossier) -> None:
    styles = document.styles
    for name, fonts, size in (
        ("Normal", _BODY, 10.5),
        ("Title", _HEAD, 20),
        ("Heading 1", _HEAD, 14),
        ("Caption", _HEAD, 9),
    ):
        _fonts(styles[name], fonts)
        styles[name].font.size = Pt(size)
        styles[name].font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    styles["Normal"].element.rPr.append(_language(dossier.language))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    word_fields.page_numbers(section)
    properties = document.core_properties
    made = datetime.fromisoformat(dossier.issued or "1980-01-01")
    properties.title, properties.author, properties.comments = dossier.title, "Chaotou", ""
    properties.created = properties.modified = made


def _fonts(style: Any, fonts: tuple[str, str]) -> None:
    style.font.name = fonts[0]
    given = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        given.attrib.pop(qn(f"w:{theme}"), None)
    given.set(qn("w:eastAsia"), fonts[1])


def _language(language: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "en-US" if language == "en" else "zh-CN")
    element.set(qn("w:eastAsia"), "zh-CN")
    return element


def _block(document: Any, block: Block, numbers: Numbers) -> None:
    match block:
        case Prose():
            document.add_paragraph(_plain(block.text))
        case Quotation():
            _quotation(document, block)
        case Code():
            paragraph = document.add_paragraph(_plain(block.text))
            paragraph.runs[0].font.size = Pt(8)
            _fonts_of_run(paragraph.runs[0], _MONO)
        case Picture():
            _picture(document, block, numbers)
        case Grid():
            _table(document, block, numbers)


def _quotation(document: Any, block: Quotation) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.8)
    parts = (
        (block.text[: block.start], False),
        (block.text[block.start : block.end], True),
        (block.text[block.end :], False),
    )
    for text, stated in parts:
        if text:
            paragraph.add_run(_plain(text)).bold = stated
    paragraph.add_run(f"[{block.source}]")


def _picture(document: Any, block: Picture, numbers: Numbers) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(render(block.chart, "png")), width=_WIDTH)
    if shape.height > _TALLEST:
        shape.width, shape.height = int(shape.width * _TALLEST / shape.height), _TALLEST
    described = shape._inline.docPr
    described.set("descr", _plain(describe(block.chart)))
    described.set("name", block.name)
    caption = document.add_paragraph(_plain(numbers.figure(block.caption)), style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Any, block: Grid, numbers: Numbers) -> None:
    caption = document.add_paragraph(_plain(numbers.table(block.caption)), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.columns), style="Light List")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = _plain(name)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _plain(text)
    _fit(table, block)
    word_fields.repeat_head(table)
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
    document.add_paragraph()


def _fit(table: Any, block: Grid) -> None:
    """Columns as wide as what they hold asks for, together as wide as the page."""
    texts = [[name, *(row[n] for row in block.rows)] for n, name in enumerate(block.columns)]
    asked = [min(max(map(_breadth, column)), _MOST_BREADTH) + 2 for column in texts]
    table.autofit = False
    for column, share in zip(table.columns, asked, strict=True):
        column.width = int(_WIDTH * share / sum(asked))
        for cell in column.cells:
            cell.width = column.width


def _breadth(text: str) -> int:
    """In Latin letters: a Han character is as wide as two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _fonts_of_run(run: Any, fonts: tuple[str, str]) -> None:
    run.font.name = fonts[0]
    run._element.rPr.rFonts.set(qn("w:eastAsia"), fonts[1])


def _plain(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _same_bytes(document: Any) -> bytes:
    """The package with every member dated alike, in a fixed order."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()
