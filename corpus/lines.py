"""The lines of a document, freed of markup and labelled by what their form alone shows.

Markup (emphasis, comments, pictures, links, HTML tags, escapes) is left out of a line's strand, never altered in the
document. Footnote marks such as "[2]" are text and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import rules
from corpus.strands import Strand, strand
from model.text import Span


class Kind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Line:
    """`bold` are spans of the strand's text; `gap` counts the blank lines before it. `rank` is the level of a heading,
    0 for anything else. `cells` are where a row's cells stand in its text, empty for a pipe row not yet taken apart.
    """

    kind: Kind
    strand: Strand
    bold: tuple[Span, ...] = ()
    gap: int = 0
    indented: bool = False
    rank: int = 0
    cells: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return self.strand.text

    @property
    def width(self) -> int:
        """Columns, a Chinese character (three bytes of UTF-8) taking two."""
        return (len(self.text) + len(self.text.encode())) // 2

    @property
    def all_bold(self) -> bool:
        return len(self.bold) == 1 and len(self.bold[0]) == len(self.text) > 0


_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PHYSICAL = re.compile(r"[^\r\n\f\v\u2028\u2029]*(?:\r\n|[\r\n\f\v\u2028\u2029]|\Z)")
_TAG = r"</?(?:br|b|strong|i|em|u|s|span|font|p|div|sup|sub|a|img|center|small|o:p)(?:\s[^<>]*)?/?>"
_MARKUP = re.compile(
    rf"(?P<bold>\*{{2,}}|</?(?:b|strong)>)|!\[[^\]]*\]\([^)]*\)|(?P<link>\[(?P<label>[^\]]*)\]\([^)]*\))|{_TAG}"
    r"|&(?:nbsp|emsp|ensp|zwnj|#160);|[\u200b-\u200d\u2060\ufeff\u00ad]|\\(?=[\\`*_{}\[\]()#+.!|<>~-])",
    re.IGNORECASE,
)
_MAY_HOLD_MARKUP = re.compile(r"[*<!\[&\\\u200b-\u200d\u2060\ufeff\u00ad]")
_HASHES = re.compile(r"#{1,6}(?=[ \t\u3000])[ \t\u3000]*")
_BULLET = re.compile(r"(?:[-+*•·●◆■□▪▶➢※○◇★☆][ \t\u3000]+|[•●◆■□▪▶➢※◇★☆](?=\S))+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_WORD = re.compile(r"\w|\|")
_LOST_BREAK = re.compile(r"(?<=\S)[ \t\u3000\xa0]{6,}(?=\S)")
_LONG = 160
_LONGEST_CAPTION = 200


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The `key: value` lines between two `---` at the start, keys in lower case, and the offset where they end."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    pairs = (line.partition(":") for line in match[1].splitlines())
    values = {key.strip().lower(): value.strip().strip("'\"") for key, colon, value in pairs if colon}
    return {key: value for key, value in values.items() if value}, match.end()


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` on that hold more than markup."""
    masked = _COMMENT.sub(lambda match: "\u200b" * len(match[0]), text) if "<!--" in text else text
    found: list[Line] = []
    gap = 0
    for span in _printed(masked, start):
        line = _line(text, masked, span, gap)
        gap = 0 if line else gap + 1
        if line:
            found.append(line)
    return found


def _printed(text: str, start: int) -> Iterator[Span]:
    """The lines as broken in the file; in a long one, a wide run of blanks stands for a break lost in copying."""
    for match in _PHYSICAL.finditer(text, start):
        last = match.start()
        if len(match[0]) > _LONG and not match[0].startswith("|"):
            for blanks in _LOST_BREAK.finditer(text, match.start(), match.end()):
                yield Span(last, blanks.start())
                last = blanks.end()
        yield Span(last, match.end())


def _line(text: str, masked: str, span: Span, gap: int) -> Line | None:
    """The line in `span`, found in `masked`, where comments are zero-width spaces, and taken from `text`."""
    runs, marks = _without_markup(masked, span)
    content = strand(text, runs)
    lead = len(content.text) - len(content.text.lstrip())
    content = content.strip()
    if not _WORD.search(content.text):
        return None
    if content.text.startswith("|"):
        raw = strand(text, (span,)).strip()
        return Line(Kind.ROW, raw, gap=gap)
    line = Line(
        Kind.TEXT,
        content,
        _bold_spans(content.text, [mark - lead for mark in marks]),
        gap,
        indented=lead > 1 or text.startswith("\u3000", span.start),
    )
    return _label(line)


def _without_markup(text: str, span: Span) -> tuple[list[Span], list[int]]:
    """The runs between markup, and where in their joined text bold begins or ends."""
    if not _MAY_HOLD_MARKUP.search(text, span.start, span.end):
        return [span], []
    runs: list[Span] = []
    marks: list[int] = []
    here, last = 0, span.start
    for match in _MARKUP.finditer(text, span.start, span.end):
        runs.append(Span(last, match.start()))
        here += match.start() - last
        last = match.end()
        if match["bold"]:
            marks.append(here)
        elif match["link"]:
            label = Span(match.start("label"), match.end("label"))
            runs.append(label)
            here += len(label)
    runs.append(Span(last, span.end))
    return runs, marks


def _bold_spans(text: str, marks: list[int]) -> tuple[Span, ...]:
    """Pairs the marks; a single one at either end of the line (its partner is on another line) makes all of it bold."""
    inside = [min(max(mark, 0), len(text)) for mark in marks]
    if len(inside) % 2 and inside[-1] in (0, len(text)):
        return (Span(0, len(text)),) if len(inside) == 1 else _bold_spans(text, marks[:-1])
    spans = (Span(low, high) for low, high in zip(inside[::2], inside[1::2], strict=False) if low < high)
    return _touching(spans)


def _touching(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _label(line: Line) -> Line | None:
    """Takes the marks of quotations, headings and bullets off and notes what they say."""
    quote = _QUOTE.match(line.text)
    if quote:
        rest = _drop(line, quote.end(), kind=Kind.TEXT)
        return _label(rest) if rest else None
    hashes = _HASHES.match(line.text)
    if hashes:
        return _drop(line, hashes.end(), kind=Kind.HEADING, rank=hashes[0].count("#"))
    bullet = _BULLET.match(line.text)
    if bullet:
        return _drop(line, bullet.end(), kind=Kind.BULLET)
    short = len(line.text) <= _LONGEST_CAPTION
    return replace(line, kind=Kind.CAPTION) if short and any(r.match(line.text) for r in rules.captions()) else line


def _drop(line: Line, length: int, *, kind: Kind, rank: int = 0) -> Line | None:
    length = len(line.text) - len(line.text[length:].lstrip())
    rest = line.strand.slice(length, len(line.text))
    if not rest.text:
        return None
    bold = tuple(Span(max(0, span.start - length), span.end - length) for span in line.bold if span.end > length)
    return replace(line, strand=rest, bold=bold, kind=kind, rank=rank)
