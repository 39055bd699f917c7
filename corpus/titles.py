"""What a document is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import rules
from corpus.lines import Kind, Line

_LONGEST = 60
_BODY_TITLE = 40
_SHORTEST = 15
_FOOTNOTE = re.compile(r"[\[［]\d{1,3}[\]］]\Z")
_CLAUSE = re.compile(r"[。！？；，,]")


def title(metadata: Mapping[str, str], lines: Sequence[Line], stem: str) -> str:
    """The title from metadata, the first heading, the first line, or the file name without its suffix.

    A press article that is one long paragraph is called by the clauses of its first sentence that fit.
    """
    stated = metadata.get("title", "").strip()
    if stated:
        return stated
    heading = next((line.text for line in lines[:6] if line.kind == Kind.HEADING), None)
    first = lines[0].text if lines else ""
    return _FOOTNOTE.sub("", heading or (first if len(first) <= _LONGEST else _opening(first))) or stem


def _opening(text: str) -> str:
    """The first sentence without its dateline; of a longer one the clauses that fit into 40 characters, and "…"."""
    dateline = rules.dateline().match(text)
    text = text[dateline.end():] if dateline else text
    fitting = _BODY_TITLE
    for match in _CLAUSE.finditer(text, 0, _BODY_TITLE + 1):
        if match[0] in "。！？":
            return text[:match.start()]
        if match.start() >= _SHORTEST:
            fitting = match.start()
    return f"{text[:fitting]}…"
