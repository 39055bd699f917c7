"""What a document is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import rules
from corpus.lines import Kind, Line
from corpus.sentences import is_closed

_LONGEST = 60
_OPENING = 6
_BODY_TITLE = 40
_SHORTEST = 15
_FOOTNOTE = re.compile(r"[\[［]\d{1,3}[\]］]\Z")
_TWICE = re.compile(r"(.{4,})\s*\1\Z")
_CLAUSE = re.compile(r"[。！？；，,]")


def title(metadata: Mapping[str, str], lines: Sequence[Line], stem: str) -> str:
    """The stated title, else the first words of an article that has none, else the file name without its suffix."""
    return stated(metadata, lines) or next((_opening(line.text) for line in lines if line.kind == Kind.TEXT), stem)


def stated(metadata: Mapping[str, str], lines: Sequence[Line]) -> str:
    """The title from metadata, the first heading of the opening lines, or a short first line; "" if there is none."""
    given = metadata.get("title", "").strip()
    if given:
        return _TWICE.sub(r"\1", given)
    opening = lines[:_OPENING]
    heading = next((line for line in opening if line.kind == Kind.HEADING), opening[0] if opening else None)
    if heading is None or heading.kind not in (Kind.HEADING, Kind.TEXT):
        return ""
    short = len(heading.text) <= _LONGEST and (heading.kind == Kind.HEADING or not is_closed(heading.text))
    return _FOOTNOTE.sub("", heading.text) if short else ""


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
