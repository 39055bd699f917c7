"""What a section is about before its sentences say so: the period looked at, and whether it reports or plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extraction.context import DocumentContext, Genre
from extraction.periods import Now, PeriodMention, find_periods
from lexicon.words import Words
from model.statement import Status

_PLAN_SENTENCE = re.compile(
    "(?P<year>今年|[0-9]{4}年)[^。，；]{0,24}(?:预期目标|主要目标|奋斗目标|目标任务)(?:建议)?(?:是|为|：|:)"
    "|^[^，。]{0,6}(?:做好|完成好|抓好)(?P<year2>今年|[0-9]{4}年)(?:的)?[^。]{0,12}工作[，,]"
)

_TWICE = re.compile(
    "(?:一年|[0-9]{4}年)(?:工作)?(?:和|及|以及|与)(?:过去|近)?五年"
    "|五年(?:来)?(?:工作)?(?:和|及|以及|与)(?:过去一年|[0-9]{4}年)"
)
_WHOLE_PLAN = "时期|期间|规划|纲要|考虑|五年"


@dataclass(frozen=True, slots=True)
class Scope:
    period: str | None
    status: Status


@cache
def _target() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("target_section"))


@cache
def _achieved() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("achieved_section"))


def default_scope(context: DocumentContext) -> Scope:
    year = context.subject_year or context.year
    return Scope(str(year) if year else None, Status.ACHIEVED)


def section_scope(headings: tuple[str, ...], context: DocumentContext) -> Scope | None:
    """From the innermost heading that says anything about time or planning; None if none does.

    Inside a section that looks back, a heading of tasks without a time (聚力落实重大战略任务) does not plan.
    """
    scopes = [(heading, scope) for heading in headings if (scope := _heading_scope(heading, context))]
    looks_back = any(scope.status is Status.ACHIEVED for _, scope in scopes[:-1])
    if looks_back and scopes[-1][1].status is Status.TARGET and not _named(scopes[-1][0], context):
        return scopes[-2][1]
    return scopes[-1][1] if scopes else None


def _named(heading: str, context: DocumentContext) -> list[PeriodMention]:
    return find_periods(heading, Now(context.year, context.subject_year))


def _heading_scope(heading: str, context: DocumentContext) -> Scope | None:
    if context.genre is not Genre.REPORT:
        return None
    named = _named(heading, context)
    achieved, target = _achieved().search(heading), _target().search(heading)
    if achieved and not (target and target.start() > achieved.end() and not named):
        return _looking_back(named[0], context) if named else default_scope(context)
    if target:
        return Scope(_planned(heading, context, named), Status.TARGET)
    if not named:
        return None
    first, last = _years(named[0])
    if context.year and first >= context.year:
        whole = last > first and re.search(_WHOLE_PLAN, heading)
        return Scope(named[0].period if whole else str(context.year), Status.TARGET)
    return _looking_back(named[0], context)


def _looking_back(mention: PeriodMention, context: DocumentContext) -> Scope:
    """A plan that has only begun (“十二五”开局良好 in 2012) is looked back at for the year that is over."""
    _, last = _years(mention)
    if context.subject_year and last > context.subject_year:
        return default_scope(context)
    return Scope(mention.period, Status.ACHIEVED)


def _planned(heading: str, context: DocumentContext, named: list[PeriodMention]) -> str | None:
    if len(named) > 1 and any(mention.period == str(context.year) for mention in named):
        return str(context.year)  # “十五五”时期目标任务和2026年工作安排: a figure without a time is the year's
    if named:
        return named[0].period
    if context.year and re.search("[今未]后?来?五年", heading):
        return f"{context.year}/{context.year + 4}"
    return str(context.year) if context.year else None


def narrowed(scope: Scope, section: Scope, opening: PeriodMention | None, context: DocumentContext) -> Scope:
    """In a section about several years, a sentence that opens with 一年来 or with the year turns to that year, one that
    opens with 五年来 turns back, and one that opens with a plan to come turns to that."""
    if opening is None or section.status is not Status.ACHIEVED or "/" not in (section.period or ""):
        return scope
    if opening.period == str(context.subject_year):
        return Scope(opening.period, Status.ACHIEVED)
    if opening.grain != "span":
        return scope
    if context.subject_year and _years(opening)[1] > context.subject_year:
        return Scope(opening.period, Status.TARGET)
    return section


def looks_back_twice(headings: tuple[str, ...]) -> bool:
    """Whether a heading is about the year past and the term (过去一年和五年工作回顾)."""
    return any(_TWICE.search(heading) for heading in headings)


def turned(scope: Scope, opening: PeriodMention, context: DocumentContext) -> Scope:
    """In a section about one year and several, a paragraph that opens with one of them turns to it, and so do the
    paragraphs after it."""
    past = bool(context.subject_year) and _years(opening)[1] == context.subject_year
    kept = not past or scope.status is not Status.ACHIEVED or opening.grain not in ("span", "year")
    return scope if kept else Scope(opening.period, Status.ACHIEVED)


def _years(mention: PeriodMention) -> tuple[int, int]:
    return int(mention.period[:4]), int(re.findall("[0-9]{4}", mention.period)[-1])


def starts_plan(sentence: str, context: DocumentContext) -> bool:
    """Whether a report turns from what was done to what is planned with this sentence."""
    match = _PLAN_SENTENCE.search(sentence)
    return match is not None and (match["year"] or match["year2"]) in ("今年", f"{context.year}年")
