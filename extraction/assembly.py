"""One sentence to drafts: each quantity gets its name, measure and rank from the segments around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction import naming
from extraction.clauses import Group, Segment, segments
from extraction.coordination import distribute
from extraction.drafts import Draft
from extraction.measures import measure_of
from extraction.quantities import Quantity
from extraction.ranks import Rank, find_ranks
from lexicon.units import UnitKind
from lexicon.words import Words
from model.statement import Comparator, Measure

_LIST_LEADS = ("、", "和", "及", "以及", "与", "并", "/")
_SUBSET = re.compile("^(?:其中|包括|含)[:：，]?")


def drafts(text: str) -> list[Draft]:
    """All drafts of one sentence, in the order of their numbers."""
    return _Sentence(text).read()


class _Sentence:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Draft] = []

    def read(self) -> list[Draft]:
        for segment in segments(self.text):
            ranks = find_ranks(self.text[segment.start:segment.end])
            for at, group in enumerate(segment.groups):
                self.found.extend(self._group(segment, at, group))
            self._ranks(segment, ranks)
        return self.found

    def _group(self, segment: Segment, at: int, group: Group) -> Iterator[Draft]:
        left = self.text[segment.groups[at - 1].end if at else segment.start:group.before]
        right_end = segment.groups[at + 1].before if at + 1 < len(segment.groups) else segment.end
        right = self.text[group.end:right_end]
        last = at + 1 == len(segment.groups)
        if _is_modifier(self.text, right, group, last=last):
            return
        if group.quantities[0].unit.kind is UnitKind.DURATION and not _DURATION_OK.search(left):
            return
        name, verb, phrase = self._name(segment, left, right, group)
        if not name:
            return
        yield from self._distributed(segment, group, name, verb, phrase)

    def _name(self, segment: Segment, left: str, right: str, group: Group) -> tuple[str, str, naming.Phrase]:
        phrase = naming.phrase(left)
        kind = group.quantities[-1].unit.kind
        right = _without_rank(right)
        if right.startswith("的") and len(right) > 2:
            return naming.trimmed(naming.noun(right[1:]).noun + naming.trimmed(phrase.base)), "", phrase
        if right and kind not in (UnitKind.POINT,) and not _STATES.match(right):
            return self._counted(left, right, phrase)
        return self._stated(segment, phrase, right)

    def _counted(self, left: str, right: str, phrase: naming.Phrase) -> tuple[str, str, naming.Phrase]:
        """The name stands after the number: 建成6个国家级…中心, 22个基层所获评…"""
        verb = naming.verb_before(left)
        noun = naming.noun(right)
        if not noun.noun:
            name = naming.trimmed(phrase.base)
            return (name and noun.said + name), "", phrase
        if verb:
            return verb + noun.noun, verb, naming.Phrase(phrase.base, "")
        return noun.said[:24] + noun.noun, "", naming.Phrase(phrase.base, "")

    def _stated(self, segment: Segment, phrase: naming.Phrase, right: str) -> tuple[str, str, naming.Phrase]:
        """The name stands before the number: 新增高新技术企业超6000家."""
        subset = bool(_SUBSET.match(phrase.base.strip()))
        name = naming.without_causative(naming.trimmed(_SUBSET.sub("", phrase.base.strip())))
        if len(name) < 2:
            return (self.found[-1].metric, self.found[-1].verb, phrase) if self.found else ("", "", phrase)
        verb, _ = naming.leading_verb(name)
        if not verb and not subset and self.found and segment.lead in _LIST_LEADS and self._adjacent(segment):
            verb = self.found[-1].verb
            name = verb + name if verb else self._headed(name)
        return name, verb, phrase

    def _headed(self, name: str) -> str:
        if name in Words.load().classes["generic_head"]:
            head = self.found[-1].metric
            tail = _generic_tail().search(head)
            if tail:
                return head[:tail.start()].removesuffix("播种") + name
        return name

    def _adjacent(self, segment: Segment) -> bool:
        return self.found[-1].segment.end <= segment.start

    def _distributed(self, segment: Segment, group: Group, name: str, verb: str, phrase: naming.Phrase) -> Iterator[Draft]:
        each = re.search("各(?:有|为|占)?$", phrase.tail) is not None
        names = distribute(name, len(group.quantities), each=each)
        if each and len(names) > len(group.quantities) == 1:
            pairs = [(one, group.quantities[0]) for one in names]
        else:
            pairs = list(zip(names, group.quantities, strict=False))
        for one, quantity in pairs:
            yield from _drafts(segment, quantity, one, verb, phrase.tail)

    def _ranks(self, segment: Segment, ranks: list[Rank]) -> None:
        for rank in ranks:
            before = self.text[segment.start:segment.start + rank.start]
            subject = naming.trimmed(naming.phrase(before).base)
            targets = self._rank_targets(segment, subject)
            if targets:
                for draft in targets:
                    if draft.rank is None:
                        draft.rank, draft.rank_scope = rank.number, rank.scope
            elif len(subject) >= 2:
                start, end = segment.start + rank.start, segment.start + rank.end
                self.found.append(Draft(start, end, segment, subject, Measure.RANK, None, "", Comparator.EQUAL,
                                        rule="rank", rank=rank.number, rank_scope=rank.scope))

    def _rank_targets(self, segment: Segment, subject: str) -> list[Draft]:
        here = [draft for draft in self.found if draft.segment is segment and draft.rule != "streak"]
        if here:
            return here[-1:]
        if not self.found or not _rank_generic().fullmatch(subject):
            return []
        if "增" in subject or "涨" in subject:
            growth = [draft for draft in self.found if draft.measure is Measure.GROWTH]
            return growth[-1:] or self.found[-1:]
        if "均" in subject:
            return list(self.found)
        level = [draft for draft in self.found if draft.measure is not Measure.GROWTH and draft.measure is not Measure.CHANGE]
        return level[-1:] or self.found[-1:]


_DURATION_OK = re.compile("(?:为期|历时|经过|缩短[到至为]?|压缩[到至为]?|压减[到至为]?|减少[到至为]?|缩减[到至为]?|提高到|达到?|延长[到至]?|周期|时间|时长|时限|寿命|龄|平均|用时|天数)$")
_STATES = re.compile("^[\\s*]*(?:$|[)）】”]|达|为|是|占|同比|比|较|增长|下降|提高|创|其中|左右|以上|等|，|居|位|列|来|者|提升|降|超)")


@cache
def _rank_generic() -> re.Pattern[str]:
    return re.compile(f"(?:{Words.load().any_of('rank_generic')})*[^，。]{{0,0}}")


@cache
def _generic_tail() -> re.Pattern[str]:
    return re.compile(f"{Words.load().any_of('generic_head')}+$")


def _without_rank(right: str) -> str:
    ranks = find_ranks(right)
    return right[:ranks[0].start] if ranks else right


def _is_modifier(text: str, right: str, group: Group, *, last: bool) -> bool:
    """A number inside a name: 50万元以上的行政村占比, 17个重点传统制造业增加值增长."""
    if last or not right:
        return False
    quantity = group.quantities[-1]
    if right.startswith("的") or quantity.end > quantity.core:
        return True
    tail = naming.phrase(right)
    return bool(tail.tail) and _grows(tail.tail) and naming.noun(tail.base).said == ""


def _grows(tail: str) -> bool:
    return bool(re.search(Words.load().any_of("growth_up", "growth_down"), tail))


def _drafts(segment: Segment, quantity: Quantity, name: str, verb: str, tail: str) -> Iterator[Draft]:
    measure, sign = measure_of(tail, quantity.unit)
    values = [(quantity.value, quantity.comparator)]
    if quantity.upper is not None:
        values = [(quantity.value, Comparator.AT_LEAST), (quantity.upper, Comparator.AT_MOST)]
    for value, comparator in values:
        yield Draft(quantity.start, quantity.core, segment, name, measure, value * sign, quantity.unit.unit, comparator,
                    verb=verb, kind=quantity.unit.kind, rule=measure.value, tail=tail)
