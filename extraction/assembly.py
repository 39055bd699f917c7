"""One sentence to drafts: each quantity gets its name, measure and rank from the segments around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extraction import naming
from extraction.clauses import Group, Segment, segments
from extraction.coordination import distribute
from extraction.drafts import Draft
from extraction.idiom_facts import spoken_numbers, subjects
from extraction.measures import measure_of
from extraction.naming import Phrase
from extraction.quantities import Quantity
from extraction.ranks import Rank, find_ranks
from lexicon.units import UnitKind
from lexicon.words import Words
from model.statement import Comparator, Measure

_LIST_LEADS = ("、", "和", "及", "以及", "与", "并", "/")
_SUBSET = re.compile("^(?:其中|包括|含)[:：，]?")
_STREAK = re.compile("连续(?:第)?$")
_DURATION_OK = re.compile(
    "(?:为期|历时|经过|(?:缩短|压缩|压减|减少|缩减|延长|提高|增加|精简)[了到至为]*|达到?|周期|时间|时长|时限|寿命|龄|平均|用时|天数|期限|分别|提速|提前)(?:约|近|超过?)?$")
_STATES = re.compile(
    "^[\\s*]*(?:$|[)）(（】”\\]]|达|为|是|占|同比|比|较|增长|下降|提高|创(?:历|造历|同|近|下|新)|其中|左右|以上|等[，。]?$|，|居|位[居列]|列[^车]|来自|者$|提升|降|超|，|不等|之间|水平|的水平)")
_LONGEST_BASE = 10


@cache
def _rank_generic() -> re.Pattern[str]:
    return re.compile(f"(?:{Words.load().any_of('rank_generic')})*")


@cache
def _generic_tail() -> re.Pattern[str]:
    return re.compile(f"{Words.load().any_of('generic_head')}+$")


@cache
def _growing() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("growth_up", "growth_down"))


def drafts(text: str) -> list[Draft]:
    """All drafts of one sentence, in the order in which they were understood."""
    return _Sentence(text).read()


class _Sentence:
    """The drafts of one sentence grow segment by segment: a later one may take its name from an earlier one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Draft] = []

    def read(self) -> list[Draft]:
        for segment in segments(self.text):
            self._quantities(segment)
            self._spoken(segment)
            self._ranks(segment)
        self._finish_streaks()
        return self.found

    def _quantities(self, segment: Segment) -> None:
        start = segment.start
        for at, group in enumerate(segment.groups):
            last = at + 1 == len(segment.groups)
            end = segment.end if last else segment.groups[at + 1].before
            left, right = self.text[start:group.before], self.text[group.end:end]
            if not last and _is_modifier(right, group):
                continue
            self.found.extend(self._group(segment, group, left, right))
            start = group.end

    def _group(self, segment: Segment, group: Group, left: str, right: str) -> Iterator[Draft]:
        quantity = group.quantities[-1]
        if quantity.unit.kind is UnitKind.DURATION:
            if _STREAK.search(left):
                yield self._streak(segment, quantity, left, right)
                return
            if not _DURATION_OK.search(left):
                return
        name, verb, phrase = self._name(segment, left, right, quantity)
        if name:
            yield from _distributed(segment, group, name, verb, phrase)

    def _name(self, segment: Segment, left: str, right: str, quantity: Quantity) -> tuple[str, str, Phrase]:
        phrase = naming.phrase(left)
        right = _without_rank(right)
        if right.startswith("的") and len(right) > 2:
            return self._attributed(phrase, right[1:])
        if right and quantity.unit.kind is not UnitKind.POINT and not _STATES.match(right):
            return self._counted(left, right, phrase, quantity)
        return self._stated(segment, phrase)

    def _attributed(self, phrase: Phrase, right: str) -> tuple[str, str, Phrase]:
        """首期规模500亿元的基金 -> 基金首期规模; 80%的企业实现… -> 实现…企业."""
        thing = naming.noun(right)
        found = list(naming.count_verbs().finditer(phrase.base))
        attribute = naming.trimmed(phrase.base[found[-1].end():] if found else phrase.base)
        if "为期" in attribute or "为期" in phrase.tail:
            attribute = "为期"
        if len(attribute) >= 2:
            return thing.noun + attribute[-_LONGEST_BASE:], "", phrase
        verb = found[-1][0] if found and found[-1].end() == len(phrase.base) else ""
        return (verb or thing.said) + thing.noun, verb, phrase

    def _counted(self, left: str, right: str, phrase: Phrase, quantity: Quantity) -> tuple[str, str, Phrase]:
        """The name stands after the number: 建成6个国家级…中心, 22个基层所获评…"""
        thing, plain = naming.noun(right), Phrase(phrase.base, "")
        if not thing.noun:
            base = naming.trimmed(naming.last_clause(phrase.base))
            if len(base) > _LONGEST_BASE and quantity.unit.kind is UnitKind.COUNT:
                base = "人数" if quantity.unit.unit in ("人", "人次", "名") else base[-_LONGEST_BASE:]
            return (thing.said + base if base else ""), "", plain
        verb = naming.verb_before(left)
        if verb:
            return verb + thing.noun, verb, plain
        if quantity.unit.kind is UnitKind.PERCENT:
            base = re.split("、|，", phrase.base)[-1]
            return naming.trimmed(base) + thing.noun + thing.said, "", phrase
        return thing.said + thing.noun, "", plain

    def _stated(self, segment: Segment, phrase: Phrase) -> tuple[str, str, Phrase]:
        """The name stands before the number: 新增高新技术企业超6000家."""
        base = naming.last_clause(phrase.base.strip())
        subset = bool(_SUBSET.match(base))
        name = naming.without_causative(naming.trimmed(_SUBSET.sub("", base)))
        if len(name) < 2:
            return (self.found[-1].metric, self.found[-1].verb, phrase) if self.found else ("", "", phrase)
        verb = naming.leading_verb(name)
        if not verb and not subset and self.found and segment.lead in _LIST_LEADS:
            verb = self.found[-1].verb
            name = verb + name if verb else self._headed(name)
        return name, verb, phrase

    def _headed(self, name: str) -> str:
        """粮食播种面积…、总产量… -> 粮食总产量."""
        if name in Words.load().classes["generic_head"]:
            head = self.found[-1].metric
            tail = _generic_tail().search(head)
            if tail:
                return head[:tail.start()].removesuffix("播种").removesuffix("种植") + name
        return name

    def _streak(self, segment: Segment, quantity: Quantity, left: str, right: str) -> Draft:
        """连续14年保持全球首位: so many years in a row."""
        subject = naming.trimmed(_STREAK.sub("", left))
        if len(subject) < 2 and self.found and find_ranks(right):
            subject = self.found[-1].metric
        said = re.split("[（(]", right.strip())[0][:24]
        return Draft(quantity.start, quantity.core, segment, f"{subject}连续{said}", Measure.LEVEL, quantity.value, quantity.unit.unit,
                     quantity.comparator, rule="streak")

    def _finish_streaks(self) -> None:
        """A连续7年、B连续4年获得…: what the last says holds for those before."""
        said = ""
        for draft in reversed(self.found):
            if draft.rule != "streak":
                continue
            if draft.metric.endswith("连续"):
                draft.metric += said
            else:
                said = draft.metric.partition("连续")[2]

    def _spoken(self, segment: Segment) -> None:
        text, start = self.text[segment.start:segment.end], segment.start
        done = 0
        for spoken in spoken_numbers(text):
            before = text[:spoken.start] if not done else text[:done]
            done = done or spoken.start
            names = subjects(before, spoken.what, value=spoken.value)
            measure = Measure.GROWTH if spoken.what == "增长" else Measure.LEVEL
            for name in names:
                name = naming.trimmed(name)
                if len(name) >= 2:
                    self.found.append(Draft(start + spoken.start, start + spoken.end, segment, name, measure, spoken.value,
                                            "%" if measure is Measure.GROWTH else "", Comparator.EQUAL, rule=spoken.rule))

    def _ranks(self, segment: Segment) -> None:
        for rank in find_ranks(self.text[segment.start:segment.end]):
            before = re.sub("连续(?:第)?[0-9一二三四五六七八九十]+(?:年|个?月|个?季度|次)$", "", self.text[segment.start:segment.start + rank.start])
            subject = re.sub("^在|中$", "", naming.trimmed(naming.phrase(before).base))
            targets = self._rank_targets(segment, subject)
            for draft in targets:
                if draft.rank is None:
                    draft.rank, draft.rank_scope = rank.number, rank.scope
            if not targets and len(subject) >= 2 and rank.claimed:
                start, end = segment.start + rank.start, segment.start + rank.end
                self.found.append(Draft(start, end, segment, subject, Measure.RANK, None, "", Comparator.EQUAL,
                                        rule="rank", rank=rank.number, rank_scope=rank.scope))

    def _rank_targets(self, segment: Segment, subject: str) -> list[Draft]:
        counted = [draft for draft in self.found if draft.rule not in ("streak", "rank")]
        here = [draft for draft in counted if draft.segment is segment]
        if here:
            return here[-1:]
        if not counted or not _rank_generic().fullmatch(subject):
            return []
        if re.search("[增涨]", subject):
            return ([draft for draft in counted if draft.measure is Measure.GROWTH] or counted)[-1:]
        if "均" in subject or "都" in subject:
            return counted
        level = [draft for draft in counted if draft.measure not in (Measure.GROWTH, Measure.CHANGE)]
        return (level or counted)[-1:]


def _without_rank(right: str) -> str:
    ranks = find_ranks(right)
    return right[:ranks[0].start] if ranks else right


def _is_modifier(right: str, group: Group) -> bool:
    """A number inside the name of the next: 50万元以上的行政村占比, 17个重点传统制造业增加值增长."""
    if not right:
        return False
    quantity = group.quantities[-1]
    if (right.startswith("的") or quantity.end > quantity.core) and quantity.unit.kind is not UnitKind.PERCENT:
        return True
    tail = naming.phrase(right)
    return bool(tail.tail and tail.base) and bool(_growing().search(tail.tail)) and not naming.noun(tail.base).said and quantity.unit.kind is UnitKind.COUNT


def _distributed(segment: Segment, group: Group, name: str, verb: str, phrase: Phrase) -> Iterator[Draft]:
    each = re.search("各(?:有|为|占)?$", phrase.tail) is not None
    names = distribute(name, len(group.quantities), each=each)
    quantities = group.quantities * len(names) if each and len(group.quantities) == 1 else group.quantities
    for one, quantity in zip(names, quantities, strict=False):
        yield from _drafts(segment, quantity, one, verb, phrase.tail)


def _drafts(segment: Segment, quantity: Quantity, name: str, verb: str, tail: str) -> Iterator[Draft]:
    measure, sign = measure_of(tail, quantity.unit, name)
    if measure is Measure.LEVEL and verb in ("增加", "减少") and quantity.unit.kind is not UnitKind.PERCENT:
        measure, sign = Measure.CHANGE, 1 if verb == "增加" else -1
    if measure is Measure.SHARE and tail.strip().endswith("占") and not name.endswith("占"):
        name += "占比"
    draft = Draft(quantity.start, quantity.core, segment, name, measure, quantity.value * sign, quantity.unit.unit, quantity.comparator,
                  verb=verb, kind=quantity.unit.kind, rule=measure.value, tail=tail)
    if quantity.upper is None:
        yield draft
        return
    yield replace(draft, comparator=Comparator.AT_LEAST)
    yield replace(draft, value=quantity.upper * sign, comparator=Comparator.AT_MOST)
