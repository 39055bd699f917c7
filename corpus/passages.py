"""From a document's text to its passages and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from corpus import aligned, headings, joining
from corpus.lines import Kind, Line
from corpus.sentences import sentence_spans
from corpus.strands import Strand
from corpus.tables import Grid, grid, is_rule
from model.document import Passage, PassageKind, Table
from model.identifiers import passage_id
from model.text import Span

_LONGEST_LABEL = 30
_FEW = 10


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: PassageKind
    strand: Strand
    paragraph: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text is cut into. `lines` are its paragraphs in order, for whoever looks for a title or a date."""

    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]


@dataclass(slots=True)
class _Segmenter:
    """Walks the paragraphs once, keeping the headings open and the table rows met."""

    drafts: list[_Draft] = field(default_factory=list)
    grids: list[tuple[Grid, tuple[str, ...]]] = field(default_factory=list)
    path: headings.Path = field(default_factory=headings.Path)
    paragraph: int = 0

    def walk(self, lines: Sequence[Line]) -> None:
        position = 0
        for is_row, run in groupby(lines, key=lambda line: line.kind == Kind.ROW):
            members = list(run)
            if is_row:
                self._table(members, lines[:position])
            else:
                for line in members:
                    self._paragraph(line)
            position += len(members)

    def _paragraph(self, line: Line) -> None:
        if line.kind == Kind.HEADING:
            self._heading(line.strand, line.rank)
        else:
            for span, run_in in _sentences(line):
                sentence = line.strand.slice(span.start, span.end)
                if run_in:
                    self._heading(sentence, _run_in_rank(sentence.text), label=len(sentence.text) <= _LONGEST_LABEL)
                else:
                    self._add(PassageKind.SENTENCE, sentence, self.path.texts())
            self.path.leave(headings.RUN_IN_RANK)
        self.paragraph += 1

    def _heading(self, content: Strand, rank: int, *, label: bool = True) -> None:
        """One that is more than a label or states a figure is kept as a sentence, so that nobody passes it over."""
        self.path.leave(rank)
        stated = not label or (rank >= headings.SECTION_RANK and headings.states_figure(content.text))
        self._add(PassageKind.SENTENCE if stated else PassageKind.HEADING, content, self.path.texts())
        self.path.enter(rank, content.text)

    def _add(self, kind: PassageKind, content: Strand, under: tuple[str, ...]) -> None:
        self.drafts.append(_Draft(kind, content, self.paragraph, under))

    def _table(self, lines: Sequence[Line], above: Sequence[Line]) -> None:
        for rows in _tables(lines):
            table = grid(rows, above)
            path = self.path.texts()
            if table:
                self.grids.append((table, path))
            under = (*path, table.caption) if table and table.caption and table.caption not in path else path
            for line in table.row_lines if table else [row for row in rows if not is_rule(row)]:
                self._add(PassageKind.TABLE_ROW, line.strand, under)
                self.paragraph += 1
            above = ()


def segment(document: str, text: str, lines: Sequence[Line]) -> Segments:
    """Cuts the lines of `text`, freed of furniture, into the passages and tables of the document with this id."""
    joined = headings.label(joining.join(text, aligned.mark(_telling_bold(lines))))
    segmenter = _Segmenter()
    segmenter.walk(joined)
    ordered = sorted(segmenter.drafts, key=lambda draft: draft.strand.start)
    passages = tuple(_passage(document, index, draft) for index, draft in enumerate(ordered))
    rows = {passage.start: passage.id for passage in passages if passage.kind == PassageKind.TABLE_ROW}
    tables = tuple(_table(drawn, path, rows) for drawn, path in segmenter.grids)
    return Segments(tuple(joined), passages, tables)


def _telling_bold(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without their bold where most of the text is bold, so that bold says nothing."""
    bold = sum(len(span) for line in lines for span in line.bold)
    if bold * 2 < sum(len(line.text) for line in lines) or len(lines) < _FEW:
        return lines
    return [replace(line, bold=()) for line in lines]


def _sentences(line: Line) -> Iterator[tuple[Span, bool]]:
    """The sentences of a paragraph, each with whether it is a run-in heading."""
    spans = sentence_spans(line.text)
    for span in spans:
        bold = any(_fills(span, mark) for mark in line.bold)
        alone = len(spans) == 1
        yield span, not alone and headings.is_run_in(line.text[span.start:span.end], bold=bold)


def _run_in_rank(text: str) -> int:
    """A bold sentence heads what follows it in its paragraph; a numbered one, all that follows up to its equal."""
    rule = headings.numbering(text)
    return rule.rank if rule else headings.RUN_IN_RANK


def _fills(sentence: Span, bold: Span) -> bool:
    """Whether a bold run is this sentence, with or without its full stop, and nothing else."""
    return bold.start <= sentence.start and sentence.end - 1 <= bold.end and abs(len(bold) - len(sentence)) <= 1


def _tables(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Row lines, parted where a blank line or a new header rule begins another table."""
    table: list[Line] = []
    for line in lines:
        if table and line.gap:
            yield table
            table = []
        table.append(line)
    yield table


def _passage(document: str, index: int, draft: _Draft) -> Passage:
    return Passage(
        id=passage_id(document, index),
        document=document,
        index=index,
        kind=draft.kind,
        text=draft.strand.text,
        start=draft.strand.start,
        end=draft.strand.end,
        offsets=draft.strand.offsets(),
        paragraph=draft.paragraph,
        headings=draft.headings,
    )


def _table(drawn: Grid, path: tuple[str, ...], rows: dict[int, str]) -> Table:
    ids = tuple(rows[line.strand.start] for line in drawn.row_lines)
    return Table(drawn.caption, drawn.header, drawn.rows, ids, path)
