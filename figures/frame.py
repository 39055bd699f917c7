"""The frame around a plot: title, unit, period above; notes, sources, permalink below; words for screen readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

from figures import font
from figures.charts import Frame
from figures.drawing import Drawing
from figures.palette import INK, MUTED, PAPER
from figures.words import word

MARGIN, TITLE, SUBTITLE, FOOT = 20.0, 19.0, 13.0, 11.0
_AIR = 12.0  # between the head and the plot
_MOST_SOURCES = 3
_PIECES = re.compile(r"[^&,?/ ：]*[&,?/ ：]*")
_NOT_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    size: float
    colour: str
    link: str = ""


def compose(frame: Frame, drawing: Drawing, *, width: float, height: float, body: str) -> str:
    """The whole figure as SVG 1.1; `body` holds the plot's elements, `width` × `height` pixels."""
    room = max(width, min(frame.width, 520.0))
    head, foot = _head(frame, drawing, room), _foot(frame, drawing, room)
    head_rows, top = _stack(head, MARGIN)
    foot_rows, bottom = _stack(foot, top + height + _AIR + 12)
    total_width, total_height = room + 2 * MARGIN, bottom + MARGIN - 6
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" role="img" '
        f'aria-labelledby="figure-title figure-desc" lang={quoteattr(frame.language)} '
        f'width="{total_width:g}" height="{total_height:g}" viewBox="0 0 {total_width:g} {total_height:g}">'
        f'<title id="figure-title">{escape(font.covered(frame.title))}</title>'
        f'<desc id="figure-desc">{escape(font.covered(drawing.alt))}</desc>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'{head_rows}<g transform="translate({MARGIN:g},{top + _AIR:g})">{body}</g>{foot_rows}</svg>\n'
    )


def _head(frame: Frame, drawing: Drawing, room: float) -> list[_Row]:
    details = [
        word(key, frame.language, value=value)
        for key, value in (("unit", drawing.unit), ("period", frame.period))
        if value
    ]
    subtitle = word("separator", frame.language).join(details)
    rows = [_Row(line, TITLE, INK) for line in font.wrap(frame.title, TITLE, room, lines=3)]
    return rows + [_Row(line, SUBTITLE, MUTED) for line in font.wrap(subtitle, SUBTITLE, room, lines=2) if line]


def _foot(frame: Frame, drawing: Drawing, room: float) -> list[_Row]:
    texts = [*drawing.notes, *frame.notes]
    if frame.sources:
        texts.append(word("source", frame.language, value=_sources(frame)))
    rows = [_Row(line, FOOT, MUTED) for text in texts for line in font.wrap(text, FOOT, room, lines=3)]
    if frame.permalink:
        text = word("permalink", frame.language, value=_readable(frame.permalink))
        rows += [_Row(line, FOOT, MUTED, frame.permalink) for line in _folded(text, room)]
    return rows


def _folded(link: str, room: float) -> list[str]:
    """The link in lines, broken after the signs that part it: a name or number in it stays whole."""
    rows = [""]
    for piece in _PIECES.findall(link):
        if rows[-1] and font.width(rows[-1] + piece, FOOT) > room:
            rows.append("")
        rows[-1] += piece
    return [line for row in rows for line in font.wrap(row, FOOT, room)]


def _readable(link: str) -> str:
    """The link with its Chinese written out (RFC 3987, section 3.2); it still leads to the same place."""
    return _NOT_ASCII.sub(lambda match: unquote(match[0]), link)


def _sources(frame: Frame) -> str:
    shown = word("list", frame.language).join(frame.sources[:_MOST_SOURCES])
    if len(frame.sources) <= _MOST_SOURCES:
        return shown
    return word("sources_more", frame.language, value=shown, count=len(frame.sources))


def _stack(rows: list[_Row], top: float) -> tuple[str, float]:
    """The rows as text elements from `top` down, and where they end."""
    parts = []
    for row in rows:
        top += row.size * 1.35
        text = (
            f'<text x="{MARGIN:g}" y="{top - row.size * 0.3:g}" font-family="{font.FAMILY}" font-size="{row.size:g}px" '
            f'fill="{row.colour}">{escape(font.covered(row.text))}</text>'
        )
        parts.append(f"<a xlink:href={quoteattr(row.link)}>{text}</a>" if row.link else text)
    return "".join(parts), top
