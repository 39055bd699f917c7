"""Which lines are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus import rules
from corpus.lines import Kind, Line
from corpus.rules import Rule
from corpus.sentences import is_closed

TITLE_RANK = 0
UNNUMBERED_RANK = 8
RUN_IN_RANK = 9
_SENTENCE_END = re.compile(r"[。！？!?]")
_FIGURE = re.compile(r"\d\s*[%％‰]")
_COUNT = re.compile(r"(?<![\dA-Za-z“+.-])(?!(?:19|20)\d\d\s*(?:年|[—－-]))\d[\d.,]*(?![\d+”])\s*(?=[^\s\d”.、])")
_BODY_LENGTH = 30
_TITLE_LENGTH = 80
_PLAIN_LENGTH = 40
_BOLD_LENGTH = 60
_NUMBERED_LENGTH = 90
SECTION_RANK = 4


def numbering(text: str) -> Rule | None:
    """The rule whose number opens the text ("一、", "（一）", "1."), None if it opens with none."""
    return next((rule for rule in rules.headings().numbering if rule.match(text)), None)


def opens_part(text: str) -> bool:
    """Whether the line is a title such as 附件 or 名词解释, with which something new begins."""
    return len(text) <= _PLAIN_LENGTH and rules.headings().appendix.match(text) is not None


def is_byline(text: str) -> bool:
    """Whether the line says who speaks, when or where, as in the head of a report."""
    return rules.headings().header.match(text) is not None


def starts_anew(text: str) -> bool:
    """Whether a line cannot go on with a sentence begun above it: it is numbered, a title, a byline or a salutation."""
    return bool(
        text.startswith(("——", "──", "――", "--"))
        or numbering(text)
        or opens_part(text)
        or rules.headings().salutation.match(text)
        or is_byline(text)
    )


def is_run_in(text: str, *, bold: bool) -> bool:
    """Whether a sentence that opens or divides a paragraph is the heading of what follows in it."""
    return bold and len(text) <= _BOLD_LENGTH


def states_figure(text: str) -> bool:
    """Whether a heading gives a number other than its own, a year, or one in a name ("8+4", G60)."""
    rule = numbering(text)
    number = rule.match(text) if rule else None
    return _COUNT.search(text, number.end() if number else 0) is not None


def label(lines: Sequence[Line]) -> list[Line]:
    """The lines with headings marked and ranked. Lines of the head but its title stay text."""
    head = _head_length(lines)
    return [_label(lines, position, in_head=position < head) for position in range(len(lines))]


def _head_length(lines: Sequence[Line]) -> int:
    """How many lines stand before the body begins: with a paragraph, a numbered heading or a second-level heading."""
    for position, line in enumerate(lines):
        paragraph = len(line.text) >= (_BODY_LENGTH if is_closed(line.text) else _TITLE_LENGTH)
        section = line.rank >= 2 or numbering(line.text) is not None or opens_part(line.text)
        if paragraph or section or line.kind in (Kind.ROW, Kind.BULLET):
            return position
    closed = (position for position, line in enumerate(lines) if is_closed(line.text) and not starts_anew(line.text))
    return next(closed, len(lines))


def _label(lines: Sequence[Line], position: int, *, in_head: bool) -> Line:
    line = lines[position]
    if line.kind not in (Kind.TEXT, Kind.HEADING):
        return line
    rank = _title_rank(lines, position) if in_head else _body_rank(lines, position)
    return replace(line, kind=Kind.TEXT if rank is None else Kind.HEADING, rank=rank or 0)


def _title_rank(lines: Sequence[Line], position: int) -> int | None:
    line = lines[position]
    if line.kind == Kind.HEADING:
        return TITLE_RANK
    plain = len(line.text) <= _TITLE_LENGTH and not is_closed(line.text) and not is_byline(line.text)
    return TITLE_RANK if plain and (line.all_bold or position == 0) else None


def _body_rank(lines: Sequence[Line], position: int) -> int | None:
    line = lines[position]
    rule = numbering(line.text)
    if line.kind == Kind.HEADING and len(line.text) <= _NUMBERED_LENGTH:
        return rule.rank if rule else line.rank
    if opens_part(line.text):
        return rules.headings().appendix.rank
    following = _next(lines, position)
    if _SENTENCE_END.search(line.text[:-1]) or following is None:
        return None
    if rule:
        return rule.rank if _is_numbered_heading(line, rule, following) else None
    if is_byline(line.text) or rules.headings().table.match(line.text) or line.text[-1] in "：:！!":
        return None
    if line.all_bold:
        return UNNUMBERED_RANK if is_run_in(line.text, bold=True) else None
    return UNNUMBERED_RANK if _is_plain_heading(lines, position, following) else None


def _is_numbered_heading(line: Line, rule: Rule, following: Line) -> bool:
    """Numbered lines are headings when something of a lower level follows; a run of equals is a list."""
    sibling = numbering(following.text)
    listed = sibling is not None and sibling.rank == rule.rank
    if rule.rank < SECTION_RANK:
        return len(line.text) <= _NUMBERED_LENGTH
    if listed:
        return False
    if rule.rank == SECTION_RANK:
        return len(line.text) <= _NUMBERED_LENGTH
    plain = not is_closed(line.text) and "：" not in line.text
    return len(line.text) <= _PLAIN_LENGTH and (line.all_bold or plain)


def _is_plain_heading(lines: Sequence[Line], position: int, following: Line) -> bool:
    """A short line without closing punctuation that stands over a paragraph; of several in a row, the first."""
    before = lines[position - 1] if position else None
    if not _is_plain(lines[position]):
        return False
    if before is not None and _is_plain(before) and before.kind == Kind.TEXT:
        return not _is_plain(following) and not re.search(r"\d", lines[position].text)
    return True


def _is_plain(line: Line) -> bool:
    text = line.text
    short = line.kind == Kind.TEXT and len(text) <= _PLAIN_LENGTH and not _FIGURE.search(text)
    return short and not is_closed(text) and "；" not in text and not numbering(text)


def _next(lines: Sequence[Line], position: int) -> Line | None:
    return next((line for line in lines[position + 1:position + 4] if line.kind != Kind.CAPTION), None)


@dataclass(slots=True)
class Path:
    """The headings open at a place in the document, outermost first. The title is not one of them."""

    _open: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, rank: int, text: str) -> None:
        self.leave(rank)
        if rank != TITLE_RANK:
            self._open.append((rank, text))

    def leave(self, rank: int) -> None:
        """Closes the headings of this rank and below."""
        self._open = [(other, name) for other, name in self._open if other < rank]

    def texts(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._open)
