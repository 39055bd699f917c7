"""Which of the words around a number name it, given the numbers before it in the sentence."""

from __future__ import annotations

import re

from extraction import naming
from extraction.around import Around, states
from extraction.drafts import Draft, Name
from extraction.naming import Phrase
from extraction.patterns import pattern
from extraction.quantities import Quantity
from extraction.ranks import find_ranks
from lexicon.units import UnitKind
from lexicon.words import Words

_LONGEST_BASE = 10
_SHORT_DEED = 5
_LONG_DEED = 4
_SHORT_HEAD = 3
_SHORT_LEFT = 8
_LONGEST_SUBJECT = 24
_PEOPLE = ("人", "人次", "名")
_HEADCOUNT = "人数"
_GROWN = "增长"


def name_of(around: Around) -> Name | None:
    """What the numbers measure, or None where the words around them do not say."""
    phrase, right = naming.phrase(around.left), _own_words(around)
    if grown := pattern("growth-behind").search(right):
        phrase, right = Phrase(phrase.base, phrase.tail + grown[0]), ""
    if goal := pattern("growth-goal").match(right):
        return _named(goal["what"], tail=_GROWN)
    if right.startswith("的") and len(right) > 2 and not pattern("level-noun").search(right):
        return _attributed(phrase, right[1:])
    reached = len(phrase.base) >= 2 and pattern("reached").search(phrase.tail) is not None and len(right) < _SHORT_DEED
    if right and around.quantity.unit.kind is not UnitKind.POINT and not states(right) and not reached:
        return _counted(around, right, phrase)
    return _stated(around, phrase)


def _own_words(around: Around) -> str:
    """The text after the numbers without a rank, a dateline, or what follows 案件中."""
    right = _without_rank(around.right.rstrip("、"), shortest=0)
    if pattern("dateline-behind").search(right):
        return ""
    return pattern("among").sub(r"\1", right) if pattern("within").search(around.left) else right


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


def _counted(around: Around, right: str, phrase: Phrase) -> Name | None:
    """The name stands after the number: 建成6个国家级…中心, 22个基层所获评…"""
    kind = around.quantity.unit.kind
    if kind is UnitKind.PERCENT:
        return _share_of(phrase, right)
    thing = naming.Noun(naming.thing(right), "") if kind is UnitKind.MONEY else naming.noun(right)
    if not thing.noun:
        return _said_of(around, phrase, thing.said)
    said = "" if around.following is not None else thing.said
    aim = pattern("programme").search(around.left) if pattern("measures-taken").search(thing.noun) else None
    if aim:
        return _named(aim[0] + thing.noun, counted=True)
    verb = naming.verb_before(around.left) or ("" if said else naming.verb_of_list(around.left))
    if verb:
        return _named(verb + thing.noun, verb=verb, counted=True)
    deed = naming.trimmed(around.left)
    if not said and 2 < len(deed) <= _SHORT_LEFT and (begun := pattern("count-verb").match(deed)):
        return _named(deed + thing.noun, verb=begun[0], counted=True)
    if around.listed and not around.left.strip() and not said:
        verb = around.found[-1].name.verb
        return _named(verb + thing.noun, verb=verb, counted=True)
    noun = "" if said.endswith(thing.noun) else thing.noun
    return _named(said + noun, said=said, counted=True)


def _share_of(phrase: Phrase, right: str) -> Name | None:
    """流程率先百分百上网 -> 流程上网; 100%自然村达到标准."""
    base, thing = naming.trimmed(naming.last_item(phrase.base)), naming.noun(right)
    if len(naming.thing(right)) <= _SHORT_DEED:
        return _named(base + naming.thing(right), tail=phrase.tail)
    return _named(base + thing.noun + thing.said, tail=phrase.tail)


def _said_of(around: Around, phrase: Phrase, said: str) -> Name | None:
    """共250余人参加开幕式: no thing between number and predicate; it stands before the number, or is people."""
    base = pattern("of-its-own").sub("", naming.trimmed(naming.last_clause(phrase.base)))
    unit, people = around.quantity.unit, around.quantity.unit.unit in _PEOPLE
    if people and (not base or len(base) > _LONGEST_BASE):
        base = _HEADCOUNT
    elif len(base) > _LONGEST_BASE and unit.kind is UnitKind.COUNT:
        base = base[-_LONGEST_BASE:]
    return _named(said + base, said=said, counted=True) if base or len(said) >= _LONG_DEED else None


def _stated(around: Around, phrase: Phrase) -> Name | None:
    """The name stands before the number: 新增高新技术企业超6000家."""
    base = phrase.base.strip()
    base = _without_rank(base if len(around.group.quantities) > 1 else naming.last_clause(base))
    base = pattern("handled").sub("", base)
    if base.startswith("占"):
        base = _owner(around) + base
    subset = bool(pattern("subset").search(base))
    metric = naming.without_causative(naming.trimmed(pattern("subset").sub("", base)))
    metric = pattern("strides").sub("", metric)
    if len(metric) < 2 or not naming.without_place(metric):
        return _inherited(around, phrase)
    completed = _completed(metric, around.found[-1], phrase.tail) if around.found else None
    if completed is not None:
        return completed
    verb = naming.leading_verb(metric)
    own_verb = subset or (verb and metric.startswith(verb))
    if around.listed and not own_verb and not _of_another_kind(around.quantity, metric, around.found[-1]):
        shared = around.found[-1].name.verb
        verb, metric = shared or verb, shared + metric
    return _named(metric, verb=verb, tail=phrase.tail)


def _completed(metric: str, previous: Draft, tail: str) -> Name | None:
    """What stands before the number is part of a name (建成, 人均, 总产量, 农村); the draft before has the rest."""
    classes = Words.load().classes
    if metric in classes["bare_verb"]:
        return _named(metric + previous.metric.removeprefix(previous.name.verb), verb=metric, tail=tail)
    if metric in classes["per_head"]:
        return _named(metric + previous.metric, tail=tail)
    if metric in classes["generic_head"]:
        return _named(_headed(metric, previous), tail=tail)
    if metric in classes["area_heading"]:
        return _named(metric + pattern("area-prefix").sub("", previous.metric), tail=tail)
    return None


def _of_another_kind(quantity: Quantity, metric: str, previous: Draft) -> bool:
    """接待游客2亿人次、旅游总收入2000亿元: a sum or rate with a name of its own is not what the verb counts."""
    kind = quantity.unit.kind
    if kind is previous.kind or kind not in (UnitKind.MONEY, UnitKind.PERCENT, UnitKind.PERMILLE):
        return False
    return kind is not UnitKind.MONEY or pattern("headed").search(metric) is not None


def _without_rank(text: str, *, shortest: int = 2) -> str:
    """数字经济居全国第十二位、前进2位 is about 数字经济."""
    ranks = find_ranks(text)
    return text[: ranks[0].start] if ranks and ranks[0].start >= shortest else text


def _inherited(around: Around, phrase: Phrase) -> Name | None:
    """The name where the clause has none: the clause before if it ends in one (…经费，从…), else the figure before."""
    figures = [draft for draft in around.found if draft.rule != "streak"]
    before = _clause_before(around)
    if before and (not figures or pattern("headed").search(before)):
        return _named(naming.without_causative(before), tail=phrase.tail)
    if figures:
        metric, verb = figures[-1].metric, figures[-1].name.verb
        if pattern("added").search(verb) and pattern("reached").search(phrase.tail.strip()):
            metric, verb = metric.removeprefix(verb), ""
        return Name(metric, verb, tail=phrase.tail, inherited=True)
    if around.found and around.found[-1].rule == "streak" and around.found[-1].segment is around.segment:
        return _named(pattern("from-streak").sub("", around.found[-1].metric), tail=phrase.tail)
    return None


def _clause_before(around: Around) -> str:
    """The clause right before this one as a name, "" where it holds a number or is too long for a name."""
    start = around.segment.start
    clause = re.split("[，。；：]", around.text[: max(start - 1, 0)])[-1]
    if around.found and around.found[-1].segment.end >= start - len(clause) - 1:
        return ""
    said = naming.phrase(clause)
    name = naming.trimmed(said.base if said.tail and pattern("headed").search(said.base) else clause)
    name = pattern("strides").sub("", name)
    return name if 2 <= len(name) <= _LONGEST_SUBJECT and not re.search("[0-9]", clause) else ""


def _owner(around: Around) -> str:
    """Whose share it is, where a clause begins with 占: the last name before it."""
    if around.found:
        return around.found[-1].metric
    match = pattern("measured").match(naming.trimmed(around.text[: around.segment.start]))
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
