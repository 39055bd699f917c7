"""HTML: the main text and the metadata that trafilatura finds, written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.decoding import decode
from corpus.formats import Extract, markdown
from model.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb18030"})
_OFFICIAL = {"articletitle": "title", "pubdate": "date", "contentsource": "publisher"}
_STATED = ("title", "author", "date", "sitename", "description", "hostname", "url")


def extract(data: bytes, where: str) -> list[Extract]:
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document as Page

    tree = load_html(_decode(data, where))
    if tree is None:
        raise UnreadableDocument("is not HTML", where=where, advice="give the file the suffix of its real format")
    metas = _official_metas(tree)
    page = bare_extraction(
        tree, include_comments=False, include_formatting=True, with_metadata=True, favor_recall=True
    )
    text = markdown.join(_blocks(page.body)) if isinstance(page, Page) else ""
    if not text.strip():
        raise UnreadableDocument(
            "is a page without a main text", where=where, advice="save the article itself, not the page that loads it"
        )
    found = {name: getattr(page, name, None) for name in _STATED}
    stated = {name: str(value).strip() for name, value in found.items() if value}
    return [Extract(text, stated | metas)]


def _official_metas(tree: _Element) -> dict[str, str]:
    """What the page states in the meta names that government sites use (ArticleTitle, PubDate, ContentSource)."""
    named = {str(meta.get("name", "")).lower(): str(meta.get("content", "")).strip() for meta in tree.iter("meta")}
    return {key: named[name] for name, key in _OFFICIAL.items() if named.get(name)}


def _decode(data: bytes, where: str) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared and declared[1].decode("ascii", "replace").lower() in _GB:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data, where)


def _blocks(body: _Element) -> Iterator[str]:
    """The Markdown of a body in trafilatura's vocabulary (head, p, list, item, table, row, cell, hi, quote, lb)."""
    for element in body:
        if element.tag == "head":
            yield markdown.heading(_text(element), _level(element))
        elif element.tag == "table":
            yield markdown.table([[_text(cell) for cell in row.iter("cell")] for row in element.iter("row")])
        elif element.tag == "list":
            yield "\n".join(f"- {text}" for item in element.iter("item") if (text := markdown.paragraph(_text(item))))
        elif element.tag in ("quote", "div"):
            yield from _blocks(element) if len(element) else iter((markdown.paragraph(_text(element)),))
        else:
            yield "\n".join(markdown.paragraph(line) for line in _text(element, bold=True).split("\n"))
        if element.tail and element.tail.strip():
            yield markdown.paragraph(element.tail)


def _level(element: _Element) -> int:
    rend = str(element.get("rend", "h2"))
    return int(rend[1:]) if rend[1:].isdigit() else 2


def _text(element: _Element, *, bold: bool = False) -> str:
    """The element's text, line breaks as "\\n", bold within it as `**` if asked for."""
    text = element.text or ""
    for child in element:
        inner = "\n" if child.tag == "lb" else _text(child, bold=bold)
        strong = bold and child.tag == "hi" and child.get("rend") == "#b" and inner.strip()
        text += (f"**{inner}**" if strong else inner) + (child.tail or "")
    return text
