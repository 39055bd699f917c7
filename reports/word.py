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
from reports.dossier import Block, Code, Dossier, Grid, Picture, Prose, Quotation, Section
from reports.numbering import Numbers
from reports.words import say

_BODY, _HEAD, _MONO = ("Times New Roman", "SimSun"), ("Arial", "SimHei"), ("Consolas", "SimSun")
_WIDTH = Cm(15.5)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_word(dossier: Dossier) -> bytes:
    document = Document()
    _prepare(document, dossier)
    numbers = Numbers(dossier.language)
    document.add_heading(dossier.title, level=0)
    for section in dossier.sections:
        if section.heading:
            document.add_heading(section.heading, level=1)
        for block in section.blocks:
            _block(document, block, numbers)
    document.add_heading(say("section_sources", dossier.language), level=1)
    for number, source in enumerate(dossier.sources, 1):
        document.add_paragraph(f"[{number}] {_plain(source)}")
    _appendix(document, dossier.appendix, numbers)
    return _same_bytes(document)


def _appendix(document: Any, section: Section, numbers: Numbers) -> None:
    if section.blocks:
        document.add_heading(section.heading, level=1)
    for block in section.blocks:
        _block(document, block, numbers)


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
    section.left_margin = section.right_margin = Cm(2.7)
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
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
    document.add_paragraph()


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
