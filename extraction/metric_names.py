"""Which of the words around a number name it, given the numbers before it in the sentence."""

from __future__ import annotations

import re

from extraction import naming
from extraction.clauses import Segment
from extraction.drafts import Draft, Name
from extraction.naming import Phrase
from extraction.patterns import pattern
from extraction.quantities import Quantity
from extraction.ranks import find_ranks
from lexicon.units import UnitKind
from lexicon.words import Words

LIST_LEADS = ("、", "和", "及", "以及", "与", "并", "/")
_LONGEST_BASE = 10
_SHORT_DEED = 5
_LONG_DEED = 4
_SHORT_HEAD = 3
_SHORT_LEFT = 8
_LONGEST_SUBJECT = 24
_PEOPLE = ("人", "人次", "名")


def states(right: str) -> bool:
    """Whether the text after a number goes on about it instead of naming a thing counted."""
    return pattern("goes-on").search(right) is not None


def name_of(
    text: str, segment: Segment, quantity: Quantity, left: str, right: str, found: list[Draft], *, more: bool = False
) -> Name | None:
    """The name of `quantity` between `left` and `right` in its segment; `found` are the drafts before it.

    `more` says that another number follows in the segment, so that what is said at the end is said of that one."""
    phrase, right = naming.phrase(left), right.rstrip("、")
    ranks = find_ranks(right)
    right = right[: ranks[0].start] if ranks else right
    right = (
        ""
        if pattern("dateline-behind").search(right)
        else pattern("among").sub(r"\1", right)
        if pattern("within").search(left)
        else right
    )
    if grown := pattern("growth-behind").search(right):
        phrase, right = Phrase(phrase.base, phrase.tail + grown[0]), ""
    if right.startswith("的") and len(right) > 2 and not pattern("level-noun").search(right):
        return _attributed(phrase, right[1:])
    reached = len(phrase.base) >= 2 and pattern("reached").search(phrase.tail) is not None and len(right) < _SHORT_DEED
    if right and quantity.unit.kind is not UnitKind.POINT and not states(right) and not reached:
        return _counted(segment, quantity, left, right, phrase, found, more=more)
    return _stated(text, segment, quantity, phrase, found)


def _attributed(phrase: Phrase, right: str) -> Name | None:
    """首期规模500亿元的基金 -> 基金首期规模; 80%的企业实现… -> 实现…企业."""
    thing = naming.noun(right)
    found = list(pattern("count-verb").finditer(phrase.base))
    attribute = naming.trimmed(phrase.base[found[-1].end() :].lstrip("了") if found else phrase.base)
    if "为期" in attribute + phrase.tail:
        attribute = "为期"
    if len(attribute) >= 2:
        return _named(thing.noun + attribute[-_LONGEST_BASE:], tail=phrase.tail)
    verb = found[-1][0] if found and found[-1].end() == len(phrase.base.rstrip("了")) else ""
    return _named((verb or thing.said) + thing.noun, verb=verb, tail=phrase.tail)


def _counted(
    segment: Segment, quantity: Quantity, left: str, right: str, phrase: Phrase, found: list[Draft], *, more: bool
) -> Name | None:
    """The name stands after the number: 建成6个国家级…中心, 22个基层所获评…"""
    kind = quantity.unit.kind
    if kind is UnitKind.PERCENT:
        return _share_of(phrase, right)
    thing = naming.Noun(naming.thing(right), "") if kind is UnitKind.MONEY else naming.noun(right)
    if more and thing.noun:
        thing = naming.Noun(thing.noun, "")
    if not thing.noun:
        return _said_of(phrase, thing.said, quantity)
    verb = naming.verb_before(left) or ("" if thing.said else naming.verb_of_list(left))
    if verb:
        return _named(verb + thing.noun, verb=verb, counted=True)
    deed = naming.trimmed(left)
    if not thing.said and 2 < len(deed) <= _SHORT_LEFT and (begun := pattern("count-verb").match(deed)):
        return _named(deed + thing.noun, verb=begun[0], counted=True)
    if found and not left.strip() and not thing.said and segment.lead in LIST_LEADS:
        return _named(found[-1].name.verb + thing.noun, verb=found[-1].name.verb, counted=True)
    noun = "" if thing.said.endswith(thing.noun) else thing.noun
    return _named(thing.said + noun, said=thing.said, counted=True)


def _share_of(phrase: Phrase, right: str) -> Name | None:
    """流程率先百分百上网 -> 流程上网; 100%自然村达到标准."""
    base, thing = naming.trimmed(naming.last_item(phrase.base)), naming.noun(right)
    if len(naming.thing(right)) <= _SHORT_DEED:
        return _named(base + naming.thing(right), tail=phrase.tail)
    return _named(base + thing.noun + thing.said, tail=phrase.tail)


def _said_of(phrase: Phrase, said: str, quantity: Quantity) -> Name | None:
    """共250余人参加开幕式: no thing between number and predicate; it stands before the number, or is people."""
    base = pattern("of-its-own").sub("", naming.trimmed(naming.last_clause(phrase.base)))
    if len(base) > _LONGEST_BASE and quantity.unit.kind is UnitKind.COUNT:
        base = "人数" if quantity.unit.unit in _PEOPLE else base[-_LONGEST_BASE:]
    if not base and quantity.unit.unit in _PEOPLE:
        base = "人数"
    return _named(said + base, said=said, counted=True) if base or len(said) >= _LONG_DEED else None


def _stated(text: str, segment: Segment, quantity: Quantity, phrase: Phrase, found: list[Draft]) -> Name | None:
    """The name stands before the number: 新增高新技术企业超6000家."""
    base = naming.last_clause(phrase.base.strip())
    base = pattern("handled").sub("", _without_rank(base))
    if base.startswith("占"):
        base = _owner(text, segment, found) + base
    subset = bool(pattern("subset").search(base))
    metric = naming.without_causative(naming.trimmed(pattern("subset").sub("", base)))
    if len(metric) < 2 or not naming.without_place(metric):
        return _inherited(text, segment, phrase, found)
    if found and metric in Words.load().classes["bare_verb"]:
        return _named(metric + found[-1].metric.removeprefix(found[-1].name.verb), verb=metric, tail=phrase.tail)
    if found and metric in Words.load().classes["generic_head"]:
        return _named(_headed(metric, found[-1]), tail=phrase.tail)
    if found and metric in Words.load().classes["area_heading"]:
        return _named(metric + pattern("area-prefix").sub("", found[-1].metric), tail=phrase.tail)
    verb = naming.leading_verb(metric)
    own_verb = subset or (verb and metric.startswith(verb))
    if found and segment.lead in LIST_LEADS and not own_verb and not _of_another_kind(quantity, metric, found[-1]):
        verb = found[-1].name.verb or verb
        metric = metric if not found[-1].name.verb else verb + metric
    return _named(metric, verb=verb, tail=phrase.tail)


def _of_another_kind(quantity: Quantity, metric: str, previous: Draft) -> bool:
    """接待游客2亿人次、旅游总收入2000亿元: a sum or rate with a name of its own is not what the verb counts."""
    kind = quantity.unit.kind
    if kind is previous.kind or kind not in (UnitKind.MONEY, UnitKind.PERCENT, UnitKind.PERMILLE):
        return False
    return kind is not UnitKind.MONEY or pattern("headed").search(metric) is not None


def _without_rank(base: str) -> str:
    """数字经济居全国第十二位、前进2位 is about 数字经济."""
    ranks = find_ranks(base)
    return base[: ranks[0].start] if ranks and ranks[0].start >= 2 else base


def _inherited(text: str, segment: Segment, phrase: Phrase, found: list[Draft]) -> Name | None:
    """The name where the clause has none: the clause before if it ends in one (…经费，从…), else the figure before."""
    clause = re.split("[，。；：]", text[: max(segment.start - 1, 0)])[-1]
    said = naming.phrase(clause)
    before = naming.trimmed(said.base if said.tail and pattern("headed").search(said.base) else clause)
    figures = [draft for draft in found if draft.rule not in ("streak", "rank")]
    bare = not found or found[-1].segment.end < segment.start - len(clause) - 1
    if (
        bare
        and not re.search("[0-9]", clause)
        and 2 <= len(before) <= _LONGEST_SUBJECT
        and (not figures or pattern("headed").search(before))
    ):
        return _named(naming.without_causative(before), tail=phrase.tail)
    if figures:
        metric, verb = figures[-1].metric, figures[-1].name.verb
        if pattern("added").search(verb) and pattern("reached").search(phrase.tail.strip()):
            metric, verb = metric.removeprefix(verb), ""
        return Name(metric, verb, tail=phrase.tail, inherited=True)
    if found and found[-1].rule == "streak" and found[-1].segment is segment:
        return _named(pattern("from-streak").sub("", found[-1].metric), tail=phrase.tail)
    return None


def _owner(text: str, segment: Segment, found: list[Draft]) -> str:
    """Whose share it is, where a clause begins with 占: the last name before it."""
    if found:
        return found[-1].metric
    match = pattern("measured").match(naming.trimmed(text[: segment.start]))
    return match[0] if match else ""


def _headed(metric: str, previous: Draft) -> str:
    """粮食播种面积…、总产量… -> 粮食总产量."""
    head = previous.metric.removeprefix(previous.name.verb)
    tail = pattern("generic-tail").search(head)
    if tail:
        return pattern("sown").sub("", head[: tail.start()]) + metric
    short = len(metric) <= _SHORT_HEAD and len(head) <= _LONGEST_BASE
    return head + metric if previous.name.verb and short else metric


def _named(metric: str, *, verb: str = "", said: str = "", tail: str = "", counted: bool = False) -> Name | None:
    return Name(metric, verb, said, tail, counted) if len(metric) >= 2 else None
