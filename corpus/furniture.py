"""Takes page furniture out of the lines, and what it states about the page into the metadata."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus import rules
from corpus.lines import Kind, Line
from corpus.rules import Rule
from corpus.strands import Strand, concatenate

_EDGE = 4
_TAIL = 200
_LONGEST = 240


def clear(lines: Iterable[Line]) -> tuple[list[Line], dict[str, str]]:
    """The lines without furniture, and the metadata that it held.

    Whole lines go wherever they stand; beginnings and ends are cut only from the first and last few lines.
    """
    stated: dict[str, str] = {}
    kept = [line for line in lines if line.kind == Kind.ROW or not _is_furniture(line.text, stated)]
    for position in {*range(min(_EDGE, len(kept))), *range(max(0, len(kept) - _EDGE), len(kept))}:
        kept[position] = _trim(kept[position], stated)
    return [line for line in map(_without_inline, kept) if line.text], stated


def _is_furniture(text: str, stated: dict[str, str]) -> bool:
    if len(text) > _LONGEST:
        return False
    return any(_matches(rule, text, stated) for rule in rules.furniture() if rule.where == "line")


def _matches(rule: Rule, text: str, stated: dict[str, str]) -> bool:
    match = rule.match(text)
    if match:
        for name, value in match.groupdict().items():
            if value:
                stated.setdefault(name, value.strip())
    return bool(match)


def _without_inline(line: Line) -> Line:
    for rule in rules.furniture():
        if rule.where == "inline" and line.kind == Kind.TEXT:
            cuts = [match.span() for match in rule.pattern.finditer(line.text)]
            if cuts:
                line = replace(line, strand=_cut_out(line.strand, cuts), bold=())
    return line


def _cut_out(content: Strand, cuts: Iterable[tuple[int, int]]) -> Strand:
    parts: list[Strand] = []
    last = 0
    for start, end in cuts:
        parts.append(content.slice(last, start))
        last = end
    return concatenate([*parts, content.slice(last, len(content.text))]).strip()


def _trim(line: Line, stated: dict[str, str]) -> Line:
    content = line.strand
    if line.kind != Kind.ROW:
        for rule in rules.furniture():
            if rule.where == "start":
                content = _cut_start(rule, content, stated)
            elif rule.where == "end":
                content = _cut_end(rule, content, stated)
    return line if content is line.strand else replace(line, strand=content, bold=())


def _cut_start(rule: Rule, content: Strand, stated: dict[str, str]) -> Strand:
    match = rule.match(content.text)
    if not match or not _matches(rule, content.text, stated):
        return content
    return content.slice(match.end(), len(content.text)).strip()


def _cut_end(rule: Rule, content: Strand, stated: dict[str, str]) -> Strand:
    base = max(0, len(content.text) - _TAIL)
    tail = content.text[base:]
    match = rule.match(tail)
    if not match or not _matches(rule, tail, stated):
        return content
    return content.slice(0, base + match.start()).strip()
