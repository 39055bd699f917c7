"""What a sentence claims beside its printed quantities: ranks, runs (连续14年), zeros (三个零发生)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extraction import naming
from extraction.clauses import Segment
from extraction.coordination import distribute
from extraction.drafts import Draft, Name
from extraction.idiom_facts import spoken_numbers, subjects
from extraction.patterns import pattern
from extraction.quantities import Quantity
from extraction.ranks import Rank, find_ranks
from model.statement import Comparator, Measure

_LONGEST_SAID = 24
_AND = ("、", "和")  # 居全国第七、西部第一
_PLACES = ("位", "名")


def streak(segment: Segment, quantity: Quantity, left: str, right: str, found: list[Draft]) -> Draft:
    """连续14年保持全球首位: so many years in a row."""
    subject = naming.trimmed(pattern("streak").sub("", left))
    inherited = len(subject) < 2 and bool(found) and bool(find_ranks(right))
    if inherited:
        subject = found[-1].metric
    metric = f"{subject}连续{re.split('[（(]', right.strip())[0][:_LONGEST_SAID]}"
    return Draft(
        quantity.start,
        quantity.core,
        segment,
        Name(metric, inherited=inherited),
        metric,
        Measure.LEVEL,
        quantity.value,
        quantity.unit.unit,
        quantity.comparator,
        "streak",
    )


def finish_streaks(found: list[Draft]) -> None:
    """A连续7年、B连续4年获得…: what the last says holds for those before."""
    said = ""
    for draft in reversed(found):
        if draft.rule == "streak":
            if draft.metric.endswith("连续"):
                draft.metric += said
            else:
                said = draft.metric.partition("连续")[2]


def spoken(text: str, segment: Segment) -> Iterator[Draft]:
    """Zeros and runs said in words: “三个零发生”, “七连A”."""
    part, first = text[segment.start : segment.end], None
    for number in spoken_numbers(part):
        first = number.start if first is None else first
        for metric in map(naming.trimmed, subjects(part[:first], number.what, value=number.value)):
            if len(metric) >= 2:
                growth = number.what == "增长"
                yield _claim(
                    segment,
                    number.start,
                    number.end,
                    metric,
                    Measure.GROWTH if growth else Measure.LEVEL,
                    number.value,
                    "%" if growth else "",
                    number.rule,
                )


def add_ranks(text: str, segment: Segment, found: list[Draft]) -> None:
    """Give each rank of the segment to the figures it is about; a rank of something else is a draft of its own."""
    start = segment.start
    for rank in find_ranks(text[segment.start : segment.end]):
        found[:] = [draft for draft in found if draft.segment is not segment or not _inside(draft, rank, segment)]
        before = pattern("whole-streak").sub("", text[start : segment.start + rank.start])
        start = segment.start + rank.end
        phrase = naming.phrase(before)
        subject = pattern("rank-frame").sub("", naming.trimmed(phrase.base))
        if rank.ranking and not naming.without_place(naming.trimmed(subject)):
            subject = naming.trimmed(rank.ranking)  # 我市跃升至某指数排名第21位
        targets = _ranked(segment, subject or phrase.tail, found)
        for draft in targets:
            if draft.rank is None:
                draft.rank, draft.rank_scope = rank.number, rank.scope
        if not targets and len(subject) >= 2 and rank.claimed and not _is_generic(subject):
            held = phrase.tail + text[segment.start + rank.start : segment.start + rank.end]
            found.extend(_ranks_alone(segment, subject, held, rank))
        elif not targets and not subject and before in _AND and found and found[-1].rule == "rank":
            low, high = segment.start + rank.start, segment.start + rank.end
            found.append(replace(found[-1], start=low, end=high, rank=rank.number, rank_scope=rank.scope))


def _is_generic(subject: str) -> bool:
    """多项指标位列第一 names none of them."""
    return subject.endswith("指标") and pattern("rank-generic").search(subject) is not None


def _inside(draft: Draft, rank: Rank, segment: Segment) -> bool:
    """位列全国11个创新示范区第1: the number belongs to the rank."""
    return rank.start <= draft.start - segment.start < rank.end


def _ranks_alone(segment: Segment, subject: str, held: str, rank: Rank) -> Iterator[Draft]:
    """A、B增速均居全省第一, A、B等指标居全省第一: one rank for each name of the list."""
    names = pattern("and-other-figures").sub("", subject)
    shared = names != subject or pattern("all-of-them").search(held) is not None
    grown = pattern("rate-noun").search(held)
    for name in distribute(names, 1, each=shared):
        metric = name + grown[0] if grown else name
        draft = _claim(segment, rank.start, rank.end, metric, Measure.RANK, None, "", "rank")
        draft.rank, draft.rank_scope = rank.number, rank.scope
        yield draft


def _ranked(segment: Segment, subject: str, found: list[Draft]) -> list[Draft]:
    counted = [draft for draft in found if draft.rule not in ("streak", "rank")]
    here = [draft for draft in counted if draft.segment is segment and not _of_rank(draft)]
    if here:
        return here[-1:]
    streaks = [
        draft for draft in found if draft.rule == "streak" and draft.segment is segment and not draft.name.inherited
    ]
    if streaks:
        return streaks[-1:]
    if not counted or not pattern("rank-generic").search(naming.without_place(subject)):
        return []
    if pattern("growing").search(subject):
        return ([draft for draft in counted if draft.measure is Measure.GROWTH] or counted)[-1:]
    if pattern("all-of-them").search(subject):
        return counted
    level = [draft for draft in counted if draft.measure not in (Measure.GROWTH, Measure.CHANGE)]
    return (level or counted)[-1:]


def _of_rank(draft: Draft) -> bool:
    """前进2位: a change of the rank itself."""
    return draft.measure is Measure.CHANGE and draft.unit in _PLACES


def _claim(
    segment: Segment, start: int, end: int, metric: str, measure: Measure, value: Decimal | None, unit: str, rule: str
) -> Draft:
    at = segment.start
    return Draft(at + start, at + end, segment, Name(metric), metric, measure, value, unit, Comparator.EQUAL, rule)
