"""Puts sentences together again that print layout cut: by a line break, blank lines, or a photo caption in the middle.

A line that ends without closing punctuation is open. An open paragraph goes on in the next one, unless that is a
heading, a list item, a table or a caption. Short open lines are usually headings, and a caption without telling words
looks like any paragraph; both are decided by evidence that two halves belong together: a quotation mark left open, a
clause that ends at once ("…技术" + "更新。"), a word that the break cut in a longer line and that the document writes
elsewhere ("创" + "新" where 创新 occurs), the full width of a hard-wrapped page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.headings import is_byline, numbering, opens_part, starts_anew
from corpus.lines import Kind, Line
from corpus.sentences import is_closed
from corpus.strands import Strand, concatenate, strand
from model.text import Span

_SENTENCE_END = re.compile(r"[。！？!?]")
_MID_PHRASE_START = re.compile(r"[，、。；：！？）》”’」』】%％‰,.;:!?)]")
_SHORT_REMAINDER = re.compile(r"[^。！？!?；;，,]{1,4}[。！？!?；;]")
_MID_PHRASE_END = re.compile(r"[，、,（(《“‘「『【—－]\Z")
_PAUSE = re.compile(r"[，、；：,;。]")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("「", "」"), ("【", "】"))
_HEADING_LENGTH = 45
_CAPTION_LENGTH = 90
_MOST_SKIPPED = 3
_SEVERAL = 2
_MOST_PARTS = 100
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's lines with what joining needs to know of the whole. `wrap` is the width in columns at which a
    hard-wrapped page breaks its lines, 0 for other pages; `gap` the usual number of blank lines between lines; `spaced`
    tells whether blank lines part the paragraphs, `broken` whether several paragraphs end in the middle of a sentence.
    """

    text: str
    lines: Sequence[Line]
    wrap: int
    gap: int
    spaced: bool
    broken: bool


def join(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with cut paragraphs made one; captions and headings from between the halves follow on their own."""
    page = _Page(text, lines, _wrap_width(lines), _usual_gap(lines), _is_spaced(lines), _is_broken(lines))
    used: set[int] = set()
    joined: list[Line] = []
    for first in range(len(lines)):
        if first not in used:
            parts = _chain(page, first, used)
            used.update(parts)
            joined.append(_merge(text, [lines[part] for part in parts]))
    return joined


def _chain(page: _Page, first: int, used: set[int]) -> list[int]:
    """The numbers of the lines that make up the paragraph beginning at `first`; `used` lines belong to others."""
    parts = [first]
    while len(parts) < _MOST_PARTS and (following := _continuation(page, parts, used)) is not None:
        parts.append(following)
    return parts


def _continuation(page: _Page, parts: Sequence[int], used: set[int]) -> int | None:
    left = page.lines[parts[-1]]
    whole = "".join(page.lines[part].text for part in parts)
    if left.kind not in (Kind.TEXT, Kind.BULLET) or not _is_open(page, parts[-1]):
        return None
    needed = _threshold(page, page.lines[parts[0]], left, whole)
    scored = [
        (_evidence(page, whole, parts[-1], candidate) - doubt, -candidate)
        for candidate, doubt in _candidates(page, whole, parts[-1])
        if candidate not in used
    ]
    score, candidate = max(scored, default=(needed - 1, 0))
    return -candidate if score >= needed else None


def _is_open(page: _Page, position: int) -> bool:
    text = page.lines[position].text
    if opens_part(text) or is_byline(text):
        return False
    return not is_closed(text) or (text[-1] in "；;" and (page.broken or _is_full(page, position)))


def _threshold(page: _Page, first: Line, left: Line, whole: str) -> int:
    """Evidence needed to believe that a line goes on: none for a paragraph, some for what may be a heading."""
    if first.all_bold or (numbering(first.text) and not _SENTENCE_END.search(whole)):
        return 2 if page.broken else 3
    if left.kind != Kind.TEXT:
        return 2
    if _SENTENCE_END.search(whole):
        return -1
    if len(whole) > _HEADING_LENGTH:
        return -1 if page.broken else 1
    return 1 if page.broken and _PAUSE.search(whole) else 2


def _is_paragraph(whole: str) -> bool:
    return len(whole) > _HEADING_LENGTH or bool(_SENTENCE_END.search(whole))


def _candidates(page: _Page, whole: str, position: int) -> list[tuple[int, int]]:
    """Lines that may go on after `position`, nearest first, each with the evidence that skipping to it calls for.

    What is no paragraph for certain is not looked for past anything but captions.
    """
    found: list[tuple[int, int]] = []
    doubt = 0
    for candidate in range(position + 1, min(position + 2 + _MOST_SKIPPED, len(page.lines))):
        line = page.lines[candidate]
        if _may_continue(line):
            found.append((candidate, doubt))
        step = _skip_doubt(page, candidate) if line.kind == Kind.CAPTION or _is_paragraph(whole) else None
        if step is None:
            break
        doubt += step
    return found


def _may_continue(line: Line) -> bool:
    opens_bold = any(span.start == 0 for span in line.bold)
    return line.kind == Kind.TEXT and not opens_bold and not starts_anew(line.text)


def _skip_doubt(page: _Page, position: int) -> int | None:
    """Evidence needed to look past a line: 0 for a caption, more for what may be one, None where nothing is skipped."""
    line = page.lines[position]
    if line.kind == Kind.CAPTION:
        return 0
    if line.kind != Kind.TEXT or len(line.text) > _CAPTION_LENGTH or starts_anew(line.text):
        return None
    alone = line.gap > 0 and position + 1 < len(page.lines) and page.lines[position + 1].gap > 0
    if not alone:
        return None
    if not is_closed(line.text):
        return 1 if _looks_like_heading(line.text) else None
    return 0 if line.gap > page.gap else 1


def _evidence(page: _Page, whole: str, position: int, candidate: int) -> int:
    left, right = page.lines[position], page.lines[candidate]
    score = 0
    if _MID_PHRASE_START.match(right.text):
        score += 3
    if _SHORT_REMAINDER.match(right.text):
        score += 2
    if _MID_PHRASE_END.search(whole):
        score += 2
    score += 2 * sum(_closes(opening, closing, whole, right.text) for opening, closing in _PAIRS)
    if whole[-1].isdigit() and _PAUSE.search(whole):
        score += 2 if right.text[0].isdigit() else 1
    if _cut_word(page.text, whole, right.text):
        score += 2
    if candidate == position + 1 and _is_full(page, position):
        score += 2
    elif page.wrap:
        score -= 2
    if right.gap > page.gap and score == 0:
        score -= 1
    if right.gap and _looks_like_heading(right.text):
        score -= 2
    if right.indented and not (left.indented and page.wrap):
        score -= 2
    return score


def _closes(opening: str, closing: str, left: str, right: str) -> int:
    """1 if the right half closes a pair that the left opened, -1 if it does not, 0 if nothing is open."""
    if left.count(opening) <= left.count(closing):
        return 0
    first = right.find(closing)
    return 1 if first >= 0 and opening not in right[:first] else -1


def _looks_like_heading(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not is_closed(text) and not _PAUSE.search(text)


def _cut_word(text: str, left: str, right: str) -> bool:
    """Whether the characters on both sides of the break stand together elsewhere in the document: two of them after
    what is clearly a paragraph, three after a shorter clause, none after what may be a heading.
    """
    near = left[-1:] + right[:1]
    if len(near) < 2 or not near.isalpha() or near.isascii() or near not in text:
        return False
    wider = any(trigram in text for trigram in (left[-2:] + right[:1], left[-1:] + right[:2]))
    if _is_paragraph(left):
        return wider or text.count(near) > 1
    return wider and _PAUSE.search(left) is not None


def _is_full(page: _Page, position: int) -> bool:
    """Whether a line seems broken for want of room: it is as wide as the page breaks its lines, or, where blank lines
    part the paragraphs, nearly as wide as the widest of its own.
    """
    width = page.lines[position].width
    if page.wrap:
        return page.wrap - 4 <= width <= page.wrap + 4
    if not page.spaced or position + 1 == len(page.lines) or page.lines[position + 1].gap:
        return False
    widest = _widest_beside(page.lines, position)
    return widest >= _NARROWEST and width * 4 >= widest * 3


def _widest_beside(lines: Sequence[Line], position: int) -> int:
    """The width of the widest of the lines that stand with this one without a blank line between."""
    first = position
    while first and not lines[first].gap and position - first < _MOST_PARTS:
        first -= 1
    last = position
    while last + 1 < len(lines) and not lines[last + 1].gap and last - position < _MOST_PARTS:
        last += 1
    return max(line.width for line in lines[first:last + 1])


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width that at least two fifths of six or more text lines share (4 columns either way), else 0."""
    widths = [line.width for line in lines if line.kind == Kind.TEXT]
    if len(widths) < 6:
        return 0
    width, _ = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    sharing = sum(width - 4 <= other <= width + 4 for other in widths)
    longer = sum(other > width + 4 for other in widths)
    return width if 20 <= width <= 160 and sharing * 5 >= len(widths) * 2 and longer * 10 <= len(widths) else 0


def _usual_gap(lines: Sequence[Line]) -> int:
    gaps = Counter(line.gap for line in lines[1:])
    return max(gaps.items(), key=lambda item: item[1])[0] if gaps else 0


def _is_spaced(lines: Sequence[Line]) -> bool:
    return sum(line.gap > 0 for line in lines) * 5 >= len(lines)


def _is_broken(lines: Sequence[Line]) -> bool:
    texts = (line.text for line in lines if line.kind == Kind.TEXT)
    return sum(_SENTENCE_END.search(text) is not None and not is_closed(text) for text in texts) >= _SEVERAL


def _merge(text: str, parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    strands: list[Strand] = []
    bold: list[Span] = []
    here = 0
    for part in parts:
        space = _space_between(text, strands[-1], part.strand) if strands else None
        if space:
            strands.append(space)
            here += len(space.text)
        bold.extend(Span(span.start + here, span.end + here) for span in part.bold)
        strands.append(part.strand)
        here += len(part.text)
    return replace(parts[0], strand=concatenate(strands), bold=tuple(bold))


def _space_between(text: str, left: Strand, right: Strand) -> Strand | None:
    """The white space that keeps two Latin words apart; Chinese needs none."""
    latin = left.text[-1].isascii() and right.text[0].isascii() and left.text[-1].isalpha() and right.text[0].isalpha()
    return strand(text, (Span(left.end, left.end + 1),)) if latin and text[left.end].isspace() else None
