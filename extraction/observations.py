"""Sentences and table rows to observations: drafts with place, time and status, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.assembly import drafts
from extraction.clauses import segments
from extraction.context import DocumentContext
from extraction.doers import agency_of, document_agency, doers
from extraction.drafts import Draft
from extraction.evidence import evidence_at
from extraction.numerals import to_number
from extraction.readings import Reading, period_of, readings, status_of
from extraction.scopes import areas, own_name, place_at
from extraction.tables import TableFigure, has_prose, table_figures
from lexicon.metrics import Metrics
from model.document import Document, Passage, PassageKind
from model.identifiers import digest
from model.statement import Comparator, Evidence, Observation
from model.text import Span

_LONGEST_QUOTE = 60
_LONGEST_ROW = 120
_NUMBER = re.compile("[0-9０-９一二三四五六七八九十百零两]")


def observations(document: Document, context: DocumentContext) -> Iterator[Observation]:
    """Every observation of the document, in document order. Never raises on odd text."""
    figures, own = _table_figures(document), document_agency(document, context)
    for reading in readings(document, context):
        passage = reading.passage
        if passage.kind is PassageKind.TABLE_ROW and passage.id in figures:
            yield from (_from_table(figure, reading, document) for figure in figures[passage.id])
        elif _NUMBER.search(passage.text):
            yield from _from_sentence(reading, document, own)


def _table_figures(document: Document) -> dict[str, list[TableFigure]]:
    """The figures of each row that holds numbers, by passage id; a row of prose is absent and read as a sentence."""
    found: dict[str, list[TableFigure]] = {}
    for table in document.tables:
        for passage, row in zip(table.row_passages, table.rows, strict=False):
            if not has_prose(row):
                found[passage] = []
        for figure in table_figures(table):
            if table.row_passages[figure.row] in found:
                found[table.row_passages[figure.row]].append(figure)
    return found


def _from_sentence(reading: Reading, document: Document, own: str | None) -> Iterator[Observation]:
    text, context = reading.passage.text, reading.context
    parts = segments(text)
    found = drafts(text, parts)
    places = areas(text, parts, context) if found else []
    named = doers(text, parts, context) if found else []
    for draft in found:
        evidence = _evidence(draft, reading.passage, document)
        if evidence is not None:
            place, agency = place_at(places, draft.segment, context), agency_of(draft, named, own)
            yield _observation(draft, reading, evidence, place, agency)


def _observation(
    draft: Draft, reading: Reading, evidence: Evidence, place: str | None, agency: str | None
) -> Observation:
    stated = reading.passage.text[draft.start : draft.end]
    period = period_of(draft, reading)
    metric = own_name(draft.metric, reading.context)
    metric_id = Metrics.load().id_of(metric)
    value = None if draft.value is None else to_number(draft.value)
    number = digest(evidence.passage, draft.start, metric_id, draft.measure, value, draft.comparator, draft.rank)
    return Observation(
        number,
        evidence,
        metric,
        metric_id,
        draft.measure,
        value,
        draft.unit,
        stated if stated in evidence.quote else evidence.quote,
        draft.comparator,
        status_of(draft, reading, period),
        place=place,
        agency=agency,
        period=period,
        rank=draft.rank,
        rank_scope=draft.rank_scope,
        rule=draft.rule,
    )


def _evidence(draft: Draft, passage: Passage, document: Document) -> Evidence | None:
    runs = passage.offsets.source(*_quote_span(draft, passage.text))
    number = passage.offsets.source(draft.start, draft.end)
    if not runs or not number:
        return None
    run = next((run for run in runs if run.start <= number[0].start and number[0].end <= run.end), runs[0])
    return evidence_at(run, passage, document)


def _quote_span(draft: Draft, text: str) -> tuple[int, int]:
    """The draft's segment, cut around the number where it is longer than a quote may be."""
    low, high = draft.segment.start, draft.segment.end
    if high - low > _LONGEST_QUOTE:
        low = max(low, draft.end - _LONGEST_QUOTE // 2)
        high = min(high, max(draft.end, low + _LONGEST_QUOTE))
    while low < draft.start and text[low].isspace():
        low += 1
    while high > draft.end and text[high - 1].isspace():
        high -= 1
    return low, high


def _from_table(figure: TableFigure, reading: Reading, document: Document) -> Observation:
    start, end = figure.label.start, figure.cell.end
    if end - start > _LONGEST_ROW or "\n" in document.text[start:end]:
        start = figure.cell.start
    evidence = evidence_at(Span(start, end), reading.passage, document)
    metric_id, value = Metrics.load().id_of(figure.metric), to_number(figure.value)
    number = digest(evidence.passage, figure.cell.start, metric_id, figure.measure, value)
    return Observation(
        number,
        evidence,
        figure.metric,
        metric_id,
        figure.measure,
        value,
        figure.unit,
        figure.cell.text.strip(),
        Comparator.EQUAL,
        reading.scope.status,
        place=reading.context.place,
        period=figure.period or reading.scope.period,
        rule="table",
    )
