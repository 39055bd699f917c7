"""What python-docx has no call for: page numbers, a table of contents that links to its headings, heads that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def page_numbers(section: Any) -> None:
    """The number of the page in the middle of the foot (ECMA-376-1, 17.16.5.44)."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(paragraph, "PAGE", "1")


def contents(document: Any, headings: Sequence[tuple[str, str]]) -> None:
    """A line a heading (bookmark, text), linked; Word adds the pages when the field is updated (17.16.5.68)."""
    lines = [document.add_paragraph() for _ in headings]
    for n, (line, (bookmark, text)) in enumerate(zip(lines, headings, strict=True)):
        if n == 0:
            line._p.append(_run(_character("begin")))
            line._p.append(_run(_instruction('TOC \\o "1-1" \\h \\z \\u')))
            line._p.append(_run(_character("separate")))
        link = _element("hyperlink", anchor=bookmark, history="1")
        link.append(_run(_text(text)))
        line._p.append(link)
    if lines:
        lines[-1]._p.append(_run(_character("end")))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Around the words of a paragraph (17.13.6)."""
    paragraph._p.insert(1, _element("bookmarkStart", id=str(number), name=name))
    paragraph._p.append(_element("bookmarkEnd", id=str(number)))


def repeat_head(table: Any) -> None:
    """The first row again on every page, and no row cut in two (17.4.78, 17.4.6)."""
    for n, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("cantSplit"))
        if n == 0:
            properties.append(_element("tblHeader"))


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    for part in (
        _character("begin"), _instruction(instruction), _character("separate"), _text(shown), _character("end"),
    ):  # fmt: skip
        paragraph._p.append(_run(part))


def _element(tag: str, /, **attributes: str) -> Any:
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _run(content: Any) -> Any:
    run = _element("r")
    run.append(content)
    return run


def _character(kind: str) -> Any:
    return _element("fldChar", fldCharType=kind)


def _instruction(text: str) -> Any:
    element = _element("instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {text} "
    return element


def _text(text: str) -> Any:
    element = _element("t")
    element.set(qn("xml:space"), "preserve")
    element.text = text
    return element
