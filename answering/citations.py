"""How to cite a document: GB/T 7714-2015 (numeric, electronic resource) and BibTeX."""

from __future__ import annotations

import re

from answering.facts import Source

_ESCAPED = re.compile(r"([&%$#_{}])")
_URL = re.compile(r"https?://\S+")
_TYPES = {"news": "N", "report": "R", "statistics": "R"}


def gbt7714(source: Source) -> str:
    """GB/T 7714-2015, 4.6: 责任者. 题名[文献类型标识/OL]. 年份. 访问路径. What the document does not state is
    left out."""
    mark = _TYPES.get(source.genre, "Z")
    online = "/OL" if _URL.fullmatch(source.url) else ""
    parts = [source.publisher, f"{source.title}[{mark}{online}]", source.issued, source.url if online else None]
    return ". ".join(part for part in parts if part) + "."


def bibtex(source: Source) -> str:
    """One @misc entry; its key is the document's id, so that it is the same in every build."""
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "author": f"{{{_escaped(source.publisher)}}}" if source.publisher else None,
        "year": source.issued[:4] if source.issued else None,
        "date": source.issued,
        "url": source.url if _URL.fullmatch(source.url) else None,
        "note": None if _URL.fullmatch(source.url) else _escaped(source.url),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{source.id},\n{body}\n}}"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)
