"""A document's sentences with what is known before reading each: the section's scope and the times that carry over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.context import DocumentContext, Genre
from extraction.drafts import Draft
from extraction.periods import Now, PeriodMention, find_periods
from extraction.rules import pattern_rules
from extraction.sections import Scope, default_scope, looks_back_twice, narrowed, section_scope, starts_plan, turned
from model.document import Document, Passage, PassageKind
from model.statement import Measure, Status

_OPENING = 4
_FINE = ("month", "day")
_SENTENCE_END = ("。", "！", "；")
_COMPARED = ("比", "较", "是")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage, its scope, the times it names, the time carried over from the sentences before it, and the several
    years that its section or paragraph is about, if any."""

    passage: Passage
    scope: Scope
    times: tuple[PeriodMention, ...]
    carried: str | None
    context: DocumentContext
    span: str | None = None


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the sentences of a paragraph leave to those after: a period, the month of their event, the last span."""

    period: str | None = None
    event: str | None = None
    span: str | None = None


def readings(document: Document, context: DocumentContext) -> Iterator[Reading]:
    """Every sentence and table row in document order, and the headings that are sentences (a bold opening sentence)."""
    scope = section = default_scope(context)
    paragraph, carried = -1, _Carried()
    headings: tuple[str, ...] | None = None
    for passage in document.passages:
        if passage.kind is PassageKind.HEADING and not passage.text.endswith(_SENTENCE_END):
            continue
        if passage.headings != headings:
            headings = passage.headings
            said = section_scope(headings, context) or scope
            scope, section = (scope if said == section else said), said  # a heading that says the same turns nothing
        paragraph_opens = passage.paragraph != paragraph
        if paragraph_opens:
            paragraph, carried = passage.paragraph, _Carried()
        if context.genre is Genre.REPORT and starts_plan(passage.text, context):
            scope = Scope(str(context.year), Status.TARGET)
        times = tuple(find_periods(passage.text, Now(context.year, context.subject_year)))
        if context.genre not in (Genre.REPORT, Genre.STATISTICS):
            scope, carried = _announced(passage.text, times, scope, carried, context)
        if context.genre is Genre.REPORT:
            opening = times[0] if _opens_sentence(passage.text, times) else None
            scope = narrowed(scope, section, opening, context)
            if paragraph_opens and opening and looks_back_twice(passage.headings):
                scope = turned(scope, opening, context)
        about_event = _cues("same-event").match(passage.text) is not None
        told = carried.event or carried.period if about_event else carried.period
        whole = section.period if "/" in (section.period or "") and section.status is scope.status else None
        whole = whole or (scope.period if "/" in (scope.period or "") and scope.status is Status.ACHIEVED else None)
        span = whole or (carried.span if scope.status is Status.ACHIEVED else None)
        yield Reading(passage, scope, times, told, context, span)
        carried = _carry(times, passage.text, context, carried)


def _announced(
    text: str, times: tuple[PeriodMention, ...], scope: Scope, carried: _Carried, context: DocumentContext
) -> tuple[Scope, _Carried]:
    """From 下一步 or 将实现三大目标 on an article plans, without a year, until it tells again of a time or a sum."""
    if _cues("plans-ahead").search(text):
        return Scope(None, Status.TARGET), _Carried(event=carried.event)
    told = (_opens_sentence(text, times) and times[0].period[:4] <= str(context.year)) or _cues("told").search(text)
    return (default_scope(context), carried) if scope.status is Status.TARGET and told else (scope, carried)


def _opens_sentence(text: str, times: tuple[PeriodMention, ...]) -> bool:
    """Whether the first time stands at the beginning, after a salutation at most."""
    address = _cues("address").match(text)
    return bool(times) and times[0].start - (address.end() if address else 0) <= _OPENING


def _carry(times: tuple[PeriodMention, ...], text: str, context: DocumentContext, carried: _Carried) -> _Carried:
    """A report's sections say the year, so that there only the month of an event carries over."""
    period, event = carried.period, carried.event
    fine = bool(times) and times[0].grain in _FINE
    if times and _opens_sentence(text, times):
        if context.genre is not Genre.REPORT:
            period = times[0].period[:4] if fine else times[0].period
        event = times[0].period[:7] if fine else event
    if context.genre is Genre.NEWS and (fine or _cues("lately").search(text)):
        told = (event or context.issued or "")[:7]
        period = told if told and told <= (context.issued or told) else period
    spans = [mention.period for mention in times if mention.grain == "span" and "-" not in mention.period]
    return _Carried(period, event, spans[-1] if spans else carried.span)


def period_of(draft: Draft, reading: Reading) -> str | None:
    """The nearest time before the number in its sentence, else what the paragraph or the section says."""
    text, news = reading.passage.text, reading.context.genre is Genre.NEWS
    for mention in reversed(reading.times):
        if mention.start >= draft.start or _is_yardstick(text, mention):
            continue
        apart = draft.segment.start - mention.end
        if apart >= 2 and not _opens(text, mention):
            continue
        if draft.raised and (ends := _ends(mention.period)):
            return ends[draft.raised]
        if mention.grain == "day" or (mention.grain == "month" and apart > 2 and not mention.until):
            return mention.period[: 7 if news else 4]
        return mention.period
    if draft.raised and (ends := _ends(reading.carried or "") or _ends(reading.scope.period or "")):
        return ends[draft.raised]
    if draft.raised == "from":
        return None
    if reading.carried and news and _cues("over-time").search(text):
        return reading.carried[:4]
    period = reading.carried or reading.scope.period
    if draft.measure is Measure.LEVEL and reading.span and _cues("over-years").search(draft.name.tail):
        return reading.span
    if draft.measure is Measure.LEVEL or not period:
        return period
    if _cues("over-years").search(draft.name.tail):
        return reading.span or _last_five_years(period, reading.context)
    return period[-4:] if "/" in period and _on_the_year_before(draft, reading.passage.text) else period


def _last_five_years(period: str, context: DocumentContext) -> str:
    """A yearly average without its years, in a report on the year past: those of the plan or the term."""
    if context.genre is not Genre.REPORT or period != str(context.subject_year):
        return period
    return f"{int(period) - 4}/{period}"


def _on_the_year_before(draft: Draft, text: str) -> bool:
    """A change on the year before, said in the clause or earlier in the sentence, unless the clause says 年均."""
    if _cues("over-years").search(draft.name.tail):
        return False
    return _cues("year-on-year").search(text[: draft.start]) is not None


def _ends(period: str) -> dict[str, str] | None:
    """由A提高到B over 2021/2025: A held in 2020, B in 2025. None where the period is not of several years."""
    years = re.fullmatch("([0-9]{4})/([0-9]{4})", period)
    return {"from": str(int(years[1]) - 1), "to": years[2]} if years else None


def status_of(draft: Draft, reading: Reading, period: str | None) -> Status:
    """Target by section, by a year still to come, or by the words of the clause (力争)."""
    context, last = reading.context, _last_year(period)
    done = context.subject_year or context.year
    if reading.scope.status is Status.TARGET:
        return Status.ACHIEVED if last and done and last <= done else Status.TARGET
    if last and context.year and last > context.year:
        return Status.TARGET
    past = bool(last and done and last < done)
    return Status.TARGET if not past and _planned(reading.passage.text, draft) else Status.ACHIEVED


def _last_year(period: str | None) -> int | None:
    years = re.findall("[0-9]{4}", period or "")
    return int(years[-1]) if years else None


def _planned(text: str, draft: Draft) -> bool:
    """Whether the clause says so; striving (力争) also holds for the clauses after it, up to a semicolon."""
    clause = text[draft.segment.start : draft.start]
    sentence = re.split("[；;]", text[: draft.start])[-1]
    return any(rule.pattern.search(sentence if rule.id == "striving" else clause) for rule in pattern_rules("targets"))


def _opens(text: str, mention: PeriodMention) -> bool:
    """Whether the time stands where a clause begins, so that it holds for what follows."""
    return mention.until or _cues("clause-start").search(text[: mention.start]) is not None


def _is_yardstick(text: str, mention: PeriodMention) -> bool:
    """比2020年, 是2020年的两倍: a time compared with, not the time of the figure."""
    return text[: mention.start].endswith(_COMPARED)


def _cues(name: str) -> re.Pattern[str]:
    return next(rule.pattern for rule in pattern_rules("time_cues") if rule.id == name)
