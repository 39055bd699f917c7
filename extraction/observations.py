"""Drafts of every sentence, with place, agency, time and status from sentence, section and document: observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.assembly import drafts
from extraction.clauses import segments
from extraction.context import DocumentContext, Genre
from extraction.drafts import Draft
from extraction.numerals import to_number
from extraction.periods import Now, PeriodMention, find_periods
from extraction.rules import pattern_rules
from extraction.scopes import areas, place_at
from extraction.sections import Scope, default_scope, section_scope, starts_plan
from lexicon.metrics import Metrics
from model.document import Document, Passage, PassageKind
from model.identifiers import digest
from model.statement import Evidence, Observation, Status

_LONGEST_QUOTE = 60
_OPENING = 4
_FINE = ("month", "day")
_LATELY = re.compile("近日|日前|近期|昨日|今日")
_THIS = re.compile("[\\s*]*(?:该|此次|本次|这次|其间|活动|期间)")
_DIGIT = re.compile("[0-9０-９一二三四五六七八九十百零两]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with what is known before reading it."""

    passage: Passage
    scope: Scope
    times: tuple[PeriodMention, ...]
    carried: str | None
    news: bool


def observations(document: Document, context: DocumentContext) -> Iterator[Observation]:
    """Every observation of the document's sentences and headings' scopes, in document order. Never raises on odd text."""
    for reading in _readings(document, context):
        parts = segments(reading.passage.text)
        found = drafts(reading.passage.text, parts)
        places = areas(reading.passage.text, parts, context) if found else []
        for draft in found:
            observation = _observation(draft, reading, document, context, place_at(places, draft.segment, context))
            if observation is not None:
                yield observation


def _readings(document: Document, context: DocumentContext) -> Iterator[Reading]:
    scope, paragraph = default_scope(context), -1
    carried: str | None = None
    event: str | None = None
    headings: tuple[str, ...] | None = None
    for passage in document.passages:
        if passage.kind is not PassageKind.SENTENCE:
            continue
        if passage.headings != headings:
            headings = passage.headings
            scope = section_scope(headings, context) or scope
        if passage.paragraph != paragraph:
            paragraph, carried, event = passage.paragraph, None, None
        if context.genre is Genre.REPORT and starts_plan(passage.text, context):
            scope = Scope(str(context.year), Status.TARGET)
        times = tuple(find_periods(passage.text, Now(context.year, context.subject_year)))
        if _DIGIT.search(passage.text):
            yield Reading(passage, scope, times, _carried(carried, event, passage.text), context.genre is Genre.NEWS)
        carried, event = _carry(times, passage.text, context, carried, event)


def _carry(times: tuple[PeriodMention, ...], text: str, context: DocumentContext, carried: str | None,
           event: str | None) -> tuple[str | None, str | None]:
    """What a sentence leaves to those after it in the paragraph: the year or span it opens with (not in a report, whose
    sections say the year), and the month of the event it tells."""
    if times and times[0].start <= _OPENING:
        if context.genre is not Genre.REPORT:
            carried = times[0].period[:4] if times[0].grain in _FINE else times[0].period
        if times[0].grain in _FINE:
            event = times[0].period[:7]
    if context.genre is Genre.NEWS and (_LATELY.search(text) or (times and times[0].grain in _FINE)):
        carried = (event or context.issued or "")[:7] or carried
    return carried, event


def _carried(carried: str | None, event: str | None, text: str) -> str | None:
    """该行动 goes on about the event of the sentence before."""
    return event or carried if _THIS.match(text) else carried


def _observation(draft: Draft, reading: Reading, document: Document, context: DocumentContext,
                 place: str | None) -> Observation | None:
    evidence = _evidence(draft, reading.passage, document)
    if evidence is None:
        return None
    stated = reading.passage.text[draft.start:draft.end]
    if stated not in evidence.quote:
        stated = evidence.quote
    period, until = _period(draft, reading)
    status = _status(draft, reading, period, context)
    value = None if draft.value is None else to_number(draft.value)
    metric_id = Metrics.load().id_of(draft.metric)
    number = digest(document.id, evidence.start, evidence.end, draft.start, metric_id, draft.measure, value, draft.comparator, draft.rank)
    return Observation(number, evidence, draft.metric, metric_id, draft.measure, value, draft.unit, stated, draft.comparator, status,
                       place=place, period=period, rank=draft.rank, rank_scope=draft.rank_scope, rule=draft.rule)


def _evidence(draft: Draft, passage: Passage, document: Document) -> Evidence | None:
    low, high = _quote_span(draft, passage.text)
    runs = passage.offsets.source(low, high)
    number = passage.offsets.source(draft.start, draft.end)
    if not runs or not number:
        return None
    run = next((run for run in runs if run.start <= number[0].start and number[0].end <= run.end), runs[0])
    return Evidence(document.source, document.title, passage.id, passage.text, run.start, run.end, document.text[run.start:run.end])


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


def _period(draft: Draft, reading: Reading) -> tuple[str | None, bool]:
    """The nearest time before the number in its sentence, else what the paragraph or the section says."""
    for mention in reversed(reading.times):
        if mention.start >= draft.start or _is_comparison(reading.passage.text, mention):
            continue
        if mention.end <= draft.segment.start - 2 and not _opens(reading.passage.text, mention):
            continue
        far = mention.grain in _FINE and not mention.until and draft.segment.start - mention.end > 2
        if mention.grain == "day" or far:
            return mention.period[:7 if reading.news else 4], mention.until
        return mention.period, mention.until
    return (None if draft.earlier else reading.carried or reading.scope.period), False


def _opens(text: str, mention: PeriodMention) -> bool:
    """Whether the time stands where a clause begins, so that it holds for what follows."""
    return mention.until or re.search("(?:^|[，,。；;：:、“\\s*])[\\s*]*(?:在|自|从|预计|其中)?$", text[:mention.start]) is not None


def _is_comparison(text: str, mention: PeriodMention) -> bool:
    return text[max(0, mention.start - 1):mention.start] in ("比", "较", "是") or text[max(0, mention.start - 2):mention.start] == "同比"


def _status(draft: Draft, reading: Reading, period: str | None, context: DocumentContext) -> Status:
    last = int(period[-4:]) if period and period[-4:].isdigit() else int(period[:4]) if period and period[:4].isdigit() else None
    done = context.subject_year or context.year
    if reading.scope.status is Status.TARGET:
        return Status.ACHIEVED if last and done and last <= done else Status.TARGET
    if last and context.year and last > context.year:
        return Status.TARGET
    planned = _planned(reading.passage.text, draft)
    return Status.TARGET if planned and not (last and done and last < done) else Status.ACHIEVED


def _planned(text: str, draft: Draft) -> bool:
    """Whether the clause says so; striving (力争) also holds for the clauses after it, up to a semicolon."""
    clause = text[draft.segment.start:draft.start]
    sentence = re.split("[；;]", text[:draft.start])[-1]
    return any(rule.pattern.search(sentence if rule.id == "striving" else clause) for rule in pattern_rules("targets"))
