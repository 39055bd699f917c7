"""Where sentences end.

A sentence ends at 。！？ (and the ASCII ! and ? of Chinese text) with the closing quotation marks and brackets that
follow, and where its paragraph ends. A 。 between a percent sign and a scrap of at most three characters is no end but
a misprinted ‰ ("6.04％。以内。"); a question mark between digits is a misprinted · ("4？20"). It does not end inside
round brackets, nor at an ellipsis, nor at a semicolon: reports string the clauses of one subject together with ；, and
a clause cut off would lose its agency, place and year. Only a sentence longer than `LONGEST` characters, a list
in all but name, is cut at its semicolons. English text also ends sentences at a full stop before a space and a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.text import Span

LONGEST = 600
_END = re.compile(
    r"(?:(?!(?<=\d)[？?]\d)(?:(?<![%％])|(?![。！？!?][^。；，、！？]{1,3}[。；]))[。！？!?]+|(?<=[a-z)])\.(?=\s+[A-Z]))"
    r"[”’」』）)】》\]\"']*\s*"
)
_SEMICOLON = re.compile(r"[；;]\s*")
_CLOSED = re.compile(
    r"(?:[。！？!?…：:；;]|(?<!\d)\.)[”’」』）)】》\]\"'*]*(?:[\[［]\d{1,3}[\]］])*\s*\Z"
    r"|[。！？!?][”’」』）)】》\"'\s]*[（(][^（()）]{1,40}[)）]\Z"
)
_OPENING, _CLOSING = "（(", "）)"
_LONGEST_ASIDE = 200


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a paragraph: ordered, together all of it but for white space between them."""
    spans = [_stripped(text, span) for whole in _cut(text, _END) for span in _shorter(text, whole)]
    return [span for span in spans if span.start < span.end]


def is_closed(text: str) -> bool:
    """Whether a line ends as a paragraph ends, rather than in the middle of a sentence."""
    return bool(_CLOSED.search(text)) or (text[0] in _OPENING and text[-1] in _CLOSING)


def _cut(text: str, end: re.Pattern[str], start: int = 0, stop: int | None = None) -> Iterator[Span]:
    stop = len(text) if stop is None else stop
    begin = start
    for match in end.finditer(text, start, stop):
        if not _in_brackets(text, begin, match.start(), match.end()):
            yield Span(begin, match.end())
            begin = match.end()
    if begin < stop:
        yield Span(begin, stop)


def _in_brackets(text: str, begin: int, end: int, after: int) -> bool:
    """Whether a round bracket opened since `begin` is still open before `end` and closes soon after."""
    opened = max(text.rfind(bracket, begin, end) for bracket in _OPENING)
    if opened < 0 or any(text.rfind(bracket, opened, after) >= 0 for bracket in _CLOSING):
        return False
    return any(text.find(bracket, end, opened + _LONGEST_ASIDE) >= 0 for bracket in _CLOSING)


def _shorter(text: str, span: Span) -> Iterator[Span]:
    if len(span) <= LONGEST:
        return iter((span,))
    return _cut(text, _SEMICOLON, span.start, span.end)


def _stripped(text: str, span: Span) -> Span:
    part = text[span.start:span.end]
    lead = len(part) - len(part.lstrip())
    return Span(span.start + lead, span.start + max(lead, len(part.rstrip())))
