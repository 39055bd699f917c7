"""One sentence to drafts: each number gets its name, measure and rank from the segments around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extraction import figures, naming
from extraction.around import LIST_LEADS, Around, states
from extraction.claims import add_ranks, finish_streaks, spoken, streak
from extraction.clauses import Group, Segment, segments
from extraction.coordination import distribute
from extraction.drafts import Draft, Name
from extraction.measures import measure_of
from extraction.metric_names import name_of
from extraction.patterns import pattern
from extraction.quantities import Quantity
from lexicon.units import UnitKind
from lexicon.words import Words
from model.statement import Comparator, Measure

_MORE, _LESS = "增加", "减少"
_PART = "占"
_THRESHOLD = "threshold"


def drafts(text: str, parts: list[Segment] | None = None) -> list[Draft]:
    """All drafts of one sentence, in the order in which they were understood; `parts` are its segments if known."""
    found: list[Draft] = []
    for segment in segments(text) if parts is None else parts:
        _add_quantities(text, segment, found)
        found.extend(spoken(text, segment))
        add_ranks(text, segment, found)
    finish_streaks(found)
    _share_predicates(found)
    _complete_levels(found)
    return found


def _add_quantities(text: str, segment: Segment, found: list[Draft]) -> None:
    """Read the numbers of a segment from left to right; one that is part of another's name stays in its words."""
    start, raised = segment.start, False
    groups = list(_separated(text, segment))
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        around = _around(text, segment, group, following, start, found)
        if attribute := figures.attribute_of_next(around):
            found.append(_figure(around, Name(naming.noun(around.behind).noun + attribute)))
            start = around.segment.end if following is None else following.before
            continue
        if figures.is_modifier(around):
            continue
        read = _read(around)
        found.extend(read)
        if figures.leads_attribute(around) or (read and read[0].rule == _THRESHOLD):
            return
        start = group.end if read else start
        raised = _mark_raised(around, read, raised)


def _around(
    text: str, segment: Segment, group: Group, following: Group | None, start: int, found: list[Draft]
) -> Around:
    right = text[group.end : following.before if following else segment.end]
    if following and not right.strip():
        right = text[following.end : segment.end]
    return Around(text, segment, group, following, text[start : group.before], right, found)


def _mark_raised(around: Around, read: list[Draft], raised: bool) -> bool:
    """Mark both parts of 由A提高到B; whether `read` is the first."""
    first = pattern("raised-from").search(around.left) and pattern("raised-to").search(around.right)
    begins = around.following is not None and first is not None
    for draft in read:
        draft.raised = "from" if begins else "to" if raised else ""
    return begins


def _separated(text: str, segment: Segment) -> Iterator[Group]:
    """The groups of a segment; 1.9%以上、40%以上企业… is no list of values for one name."""
    for at, group in enumerate(segment.groups):
        end = segment.groups[at + 1].before if at + 1 < len(segment.groups) else segment.end
        behind = text[group.end : end]
        named = len(group.quantities) == 2 and behind and not states(behind)
        if named and not pattern("respectively").search(text, segment.start, group.before):
            yield from (Group((quantity,)) for quantity in group.quantities)
        else:
            yield group


def _read(around: Around) -> list[Draft]:
    if _in_a_row(around):
        return [streak(around.segment, around.quantity, around.left, around.right, around.found)]
    if figures.passes_threshold(around):
        return [_threshold(around)]
    if figures.leads_attribute(around):
        return _with_attribute(around)
    if figures.is_no_figure(around):
        return []
    name = name_of(around)
    if name is None or (name.inherited and pattern("milestone").search(around.right)):
        return []
    return list(_distributed(around, name))


def _in_a_row(around: Around) -> bool:
    if around.quantity.unit.kind is not UnitKind.DURATION or pattern("not-a-streak").search(around.right):
        return False
    return pattern("streak").search(around.left) is not None


def _threshold(around: Around) -> Draft:
    """19个县财政收入突破20亿元: the counties, not the revenue."""
    verb = naming.verb_before(around.left)
    limit = around.text[around.following.before : around.following.end] if around.following else ""
    name = Name(verb + around.right.strip() + limit, verb, counted=True)
    return replace(_figure(around, name), rule=_THRESHOLD)


def _with_attribute(around: Around) -> list[Draft]:
    """开工6条总长237公里地铁线路: six lines, and their length; a class (年出栏10万头以上) is no figure of its own."""
    counted = _read(replace(around, right=around.behind.removeprefix("的"), following=None))
    size = around.limit
    if size is None or not counted or size.end > size.core or around.quantity.unit.kind is not UnitKind.COUNT:
        return counted
    name = Name(counted[-1].metric.removeprefix(counted[-1].name.verb) + around.right.strip())
    return [*counted, *_drafts(around.segment, size, name)]


def _distributed(around: Around, name: Name) -> Iterator[Draft]:
    """One value for each name of a list, or one for all (各5名), or one for each name said before (分别增长…)."""
    each = pattern("each").search(name.tail) is not None or pattern("rates").fullmatch(name.metric) is not None
    quantities = around.group.quantities
    if name.inherited and len(quantities) > 1:
        before = list(dict.fromkeys(draft.metric for draft in around.found))[-len(quantities) :]
        metrics = before[:1] * (len(quantities) - len(before)) + before
    else:
        metrics = distribute(name.metric, len(quantities), each=each)
        quantities = quantities * len(metrics) if each and len(quantities) == 1 else quantities
    over = pattern("over-fulfilled").search(around.text[: around.group.before]) is not None
    for metric, quantity in zip(metrics, quantities, strict=False):
        more = over and quantity.comparator is Comparator.EQUAL
        counted = replace(quantity, comparator=Comparator.MORE) if more else quantity
        yield from _drafts(around.segment, counted, replace(name, metric=metric))


def _figure(around: Around, name: Name) -> Draft:
    return next(_drafts(around.segment, around.quantity, name))


def _drafts(segment: Segment, quantity: Quantity, name: Name) -> Iterator[Draft]:
    """One draft, or two for a range."""
    measure, sign = _measured(quantity, name)
    metric = name.metric
    if measure is Measure.SHARE and name.tail.strip().endswith(_PART) and not metric.endswith(_PART):
        metric += "占比"
    unit, value = quantity.unit, quantity.value * sign
    draft = Draft(
        quantity.start, quantity.core, segment, name, metric, measure, value, unit.unit, quantity.comparator,
        measure.value, unit.kind,
    )  # fmt: skip
    if quantity.upper is None:
        yield draft
        return
    yield replace(draft, comparator=Comparator.AT_LEAST)
    yield replace(draft, value=quantity.upper * sign, comparator=Comparator.AT_MOST)


def _measured(quantity: Quantity, name: Name) -> tuple[Measure, int]:
    measure, sign = measure_of(name.tail, quantity.unit, name.metric)
    if measure is Measure.LEVEL and name.verb in (_MORE, _LESS):
        return Measure.CHANGE, 1 if name.verb == _MORE else -1
    return measure, sign


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
        if noun in areas and following.name.counted:
            other = following.metric.removeprefix(following.name.verb)
            draft.metric += next((other.removeprefix(area) for area in areas if other.startswith(area)), other)
