"""One sentence to drafts: each quantity gets its name, measure and rank from the segments around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extraction import naming
from extraction.claims import add_ranks, finish_streaks, spoken, streak
from extraction.clauses import Group, Segment, segments
from extraction.coordination import distribute
from extraction.drafts import Draft, Name
from extraction.measures import measure_of
from extraction.metric_names import LIST_LEADS, name_of, states
from extraction.patterns import pattern
from extraction.quantities import Quantity
from lexicon.units import UnitKind
from lexicon.words import Words
from model.statement import Comparator, Measure

_MILESTONES = ("大关", "关口")  # 达1034.04万户，突破千万大关 says it twice
_SIZES = (
    UnitKind.MONEY,
    UnitKind.AREA,
    UnitKind.LENGTH,
    UnitKind.MASS,
    UnitKind.POWER,
    UnitKind.AGE,
    UnitKind.DURATION,
    UnitKind.NONE,
)
_CAPACITY = (UnitKind.MASS, UnitKind.POWER, UnitKind.ENERGY, UnitKind.VOLUME, UnitKind.DATA)


def drafts(text: str, parts: list[Segment] | None = None) -> list[Draft]:
    """All drafts of one sentence, in the order in which they were understood; `parts` are its segments if known."""
    found: list[Draft] = []
    for segment in segments(text) if parts is None else parts:
        _quantities(text, segment, found)
        found.extend(spoken(text, segment))
        add_ranks(text, segment, found)
    finish_streaks(found)
    _share_predicates(found)
    _complete_levels(found)
    return found


def _quantities(text: str, segment: Segment, found: list[Draft]) -> None:
    start, raised = segment.start, False
    groups = list(_separated(text, segment))
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        left = text[start : group.before]
        right = text[group.end : following.before if following else segment.end]
        if following and not right.strip():
            right = text[following.end : segment.end]
        if following and right == "的" and (size := _size_of_counted(text, segment, group, following, left)):
            found.append(size)
            start = following.before
            continue
        if following and _is_modifier(right, group, following):
            continue
        if following and right.strip() in Words.load().classes["attribute"]:
            found.extend(_attributed(text, segment, group, following, left, found))
            return
        if following and (merged := _threshold(text, segment, group, following, left, right)):
            found.append(merged)
            return
        read = _read(text, segment, group, left, right, found, more=following is not None)
        found.extend(read)
        start = group.end if read else start
        for draft in read:
            draft.raised = "to" if raised else ""
        raised = bool(following and pattern("raised-from").search(left) and pattern("raised-to").search(right))
        if raised:
            for draft in read:
                draft.raised = "from"


def _separated(text: str, segment: Segment) -> Iterator[Group]:
    """The groups of a segment; 1.9%以上、40%以上企业… is no list of values for one name."""
    for group in segment.groups:
        behind = text[group.end : segment.end]
        if (
            len(group.quantities) == 2
            and behind
            and not states(behind)
            and not pattern("respectively").search(text, segment.start, group.before)
        ):
            yield from (Group((quantity,)) for quantity in group.quantities)
        else:
            yield group


def _attributed(
    text: str, segment: Segment, group: Group, following: Group, left: str, found: list[Draft]
) -> list[Draft]:
    """开工6条总长237公里地铁线路: six lines, and their length; a class (年出栏10万头以上) is no figure of its own."""
    quantity, size = group.quantities[-1], following.quantities[-1]
    behind, attribute = text[following.end : segment.end].removeprefix("的"), text[group.end : following.before].strip()
    counted = _read(text, segment, group, left, behind, found, more=True)
    if not counted or size.end > size.core:
        return counted
    verb = counted[-1].name.verb
    name = Name(counted[-1].metric.removeprefix(verb) + attribute, tail="")
    return [*counted, *_drafts(segment, size, name)] if quantity.unit.kind is UnitKind.COUNT else counted


def _size_of_counted(text: str, segment: Segment, group: Group, following: Group, left: str) -> Draft | None:
    """总投资1518亿元的74个项目: the size of what is counted next."""
    quantity = group.quantities[-1]
    attribute = next((word for word in Words.load().classes["attribute"] if left.rstrip("约近超").endswith(word)), None)
    if attribute is None or quantity.end > quantity.core:
        return None
    name = Name(naming.noun(text[following.end : segment.end]).noun + attribute)
    return next(_drafts(segment, quantity, name))


def _read(
    text: str, segment: Segment, group: Group, left: str, right: str, found: list[Draft], *, more: bool
) -> list[Draft]:
    quantity = group.quantities[-1]
    if quantity.unit.kind is UnitKind.DURATION:
        if pattern("streak").search(left) and not pattern("not-a-streak").search(right):
            return [streak(segment, quantity, left, right, found)]
        if not pattern("allowed-duration").search(left) or (left.endswith("经过") and quantity.unit.unit == "年"):
            return []
    scale_only = quantity.chinese and not naming.digits(text[quantity.start : quantity.core])
    sized = quantity.unit.kind in _SIZES and (quantity.unit.kind is not UnitKind.NONE or quantity.value > 1)
    deed = quantity.unit.kind is not UnitKind.MONEY and bool(naming.verb_before(left))
    if (quantity.end > quantity.core or scale_only) and sized and not deed and right and not states(right):
        return []
    if right.startswith("的") and (
        pattern("yardstick-figure").search(left) or any(map(_is_size_class, group.quantities))
    ):
        return []
    if quantity.before < quantity.start and pattern("yardstick-goal").search(right):
        return []
    name = name_of(text, segment, quantity, left, right, found, more=more)
    if name is None or _is_project(quantity, left, right) or (name.inherited and right.startswith(_MILESTONES)):
        return []
    return list(_distributed(segment, group, name, found))


def _distributed(segment: Segment, group: Group, name: Name, found: list[Draft]) -> Iterator[Draft]:
    """One value for each name of a list, or one for all (各5名), or one for each name said before (分别增长…)."""
    each = pattern("each").search(name.tail) is not None
    quantities = group.quantities
    if name.inherited and len(quantities) > 1:
        before = list(dict.fromkeys(draft.metric for draft in found))[-len(quantities) :]
        metrics = before[:1] * (len(quantities) - len(before)) + before
    else:
        metrics = distribute(name.metric, len(quantities), each=each)
        quantities = quantities * len(metrics) if each and len(quantities) == 1 else quantities
    for metric, quantity in zip(metrics, quantities, strict=False):
        yield from _drafts(segment, quantity, replace(name, metric=metric))


def _drafts(segment: Segment, quantity: Quantity, name: Name) -> Iterator[Draft]:
    """One draft, or two for a range."""
    measure, sign = measure_of(name.tail, quantity.unit, name.metric)
    metric = name.metric
    if measure is Measure.LEVEL and name.verb in ("增加", "减少"):
        measure, sign = Measure.CHANGE, 1 if name.verb == "增加" else -1
    if measure is Measure.SHARE and name.tail.strip().endswith("占") and not metric.endswith("占"):
        metric += "占比"
    draft = Draft(
        quantity.start,
        quantity.core,
        segment,
        name,
        metric,
        measure,
        quantity.value * sign,
        quantity.unit.unit,
        quantity.comparator,
        measure.value,
        quantity.unit.kind,
    )
    if quantity.upper is None:
        yield draft
        return
    yield replace(draft, comparator=Comparator.AT_LEAST)
    yield replace(draft, value=quantity.upper * sign, comparator=Comparator.AT_MOST)


def _share_predicates(found: list[Draft]) -> None:
    """1.5亿学生和780万名寄宿生受益: what is said of the last holds for the others of the list."""
    for draft, following in reversed(list(pairwise(found))):
        joined = following.segment is draft.segment or following.segment.lead in LIST_LEADS
        if joined and following.name.said and draft.name.counted and not draft.name.verb and not draft.name.said:
            draft.name = replace(draft.name, said=following.name.said)
            draft.metric = draft.name.said + draft.metric


def _complete_levels(found: list[Draft]) -> None:
    """3个市级、16个县级救灾物资仓库: what the last is called holds for the first."""
    areas = Words.load().classes["area_heading"]
    for draft, following in pairwise(found):
        noun = draft.metric.removeprefix(draft.name.verb)
        if noun in areas and draft.name.counted and following.name.counted:
            other = following.metric.removeprefix(following.name.verb)
            draft.metric += next((other.removeprefix(area) for area in areas if other.startswith(area)), other)


def _is_modifier(right: str, group: Group, following: Group) -> bool:
    """A number inside the name of the next: 50万元以上的行政村占比, 17个重点传统制造业增加值增长."""
    if not right:
        return False
    quantity = group.quantities[-1]
    if _is_class(quantity, following, right):
        return True
    if (right.startswith("的") or quantity.end > quantity.core) and quantity.unit.kind is not UnitKind.PERCENT:
        return True
    tail = naming.phrase(right)
    grows = bool(tail.tail and tail.base) and pattern("growing").search(tail.tail) is not None
    return grows and not naming.noun(tail.base).said and quantity.unit.kind is UnitKind.COUNT


def _is_class(quantity: Quantity, following: Group, right: str) -> bool:
    """年产值超十亿元企业63家: a size that says which things are counted."""
    counted = following.quantities[0].unit.kind is UnitKind.COUNT and quantity.unit.kind in _SIZES
    return (
        counted
        and not states(right)
        and pattern("count-verb").match(right) is None
        and not re.search("[，、；]", right)
    )


def _is_size_class(quantity: Quantity) -> bool:
    """村集体收入5万元以下的薄弱村, 规模超百亿元的企业: a hedged size says which things are meant."""
    hedged = quantity.end > quantity.core or quantity.before < quantity.start
    return hedged and quantity.unit.kind in _SIZES and quantity.value > 1


def _threshold(text: str, segment: Segment, group: Group, following: Group, left: str, right: str) -> Draft | None:
    """19个县财政收入突破20亿元: a count of those that pass a threshold, not two figures."""
    quantity, limit = group.quantities[-1], following.quantities[-1]
    if (
        quantity.unit.kind is not UnitKind.COUNT
        or limit.unit.kind is UnitKind.COUNT
        or pattern("dropped-total").search(right)
    ):
        return None
    tail = naming.phrase(right)
    if (
        limit.comparator is Comparator.EQUAL
        or pattern("growing").search(tail.tail)
        or naming.noun(tail.base).said
        or not pattern("countable-body").search(right)
    ):
        return None
    verb = naming.verb_before(left)
    name = Name(verb + right.strip() + text[following.before : following.end], verb, counted=True)
    return replace(next(_drafts(segment, quantity, name)), rule="threshold")


def _is_project(quantity: Quantity, left: str, right: str) -> bool:
    """A capacity inside the name of a project: 隆基15吉瓦高效单晶电池."""
    if quantity.unit.kind not in _CAPACITY or not right or states(right):
        return False
    return bool(pattern("project-noun").search(naming.noun(right).noun)) and not naming.verb_before(left)
