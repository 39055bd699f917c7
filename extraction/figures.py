"""Which numbers are figures of their own, and which only say what another one is about.

A number may be part of the next one's name (50万元以上的行政村占比), a class (年产值超十亿元企业), a threshold
(19个县财政收入突破20亿元), a yardstick (低于8%的目标), a project's size (15吉瓦高效电池) or a mere duration.
"""

from __future__ import annotations

import re

from extraction import naming
from extraction.around import Around, states
from extraction.patterns import pattern
from extraction.quantities import Quantity
from lexicon.units import UnitKind
from lexicon.words import Words
from model.statement import Comparator

_SIZES = (
    UnitKind.MONEY, UnitKind.AREA, UnitKind.LENGTH, UnitKind.MASS, UnitKind.POWER, UnitKind.AGE, UnitKind.DURATION,
    UnitKind.NONE, UnitKind.MULTIPLE,
)  # fmt: skip
_CAPACITY = (UnitKind.MASS, UnitKind.POWER, UnitKind.ENERGY, UnitKind.VOLUME, UnitKind.DATA)
_OF = "的"


def is_modifier(around: Around) -> bool:
    """Inside the name of the next number: 50万元以上的行政村占比, 17个传统制造业增加值增长."""
    if around.following is None or not around.right:
        return False
    quantity, right = around.quantity, around.right
    if _is_class(around):
        return True
    if (right.startswith(_OF) or _hedged_after(quantity)) and quantity.unit.kind is not UnitKind.PERCENT:
        return True
    phrase = naming.phrase(right)
    if quantity.unit.kind is not UnitKind.COUNT or not phrase.base or naming.noun(phrase.base).said:
        return False
    return pattern("growing").search(phrase.tail) is not None or pattern("share-name").search(phrase.base) is not None


def is_no_figure(around: Around) -> bool:
    """Whether the number states nothing that happened."""
    return _is_mere_time(around) or _is_size_of_kind(around) or _is_yardstick(around) or _is_capacity(around)


def passes_threshold(around: Around) -> bool:
    """19个县财政收入突破20亿元 counts those that pass a threshold and is not two figures."""
    quantity, limit = around.quantity, around.limit
    if limit is None or quantity.unit.kind is not UnitKind.COUNT or limit.unit.kind is UnitKind.COUNT:
        return False
    if limit.comparator is Comparator.EQUAL or pattern("dropped-total").search(around.right):
        return False
    phrase = naming.phrase(around.right)
    grows = pattern("growing").search(phrase.tail) or naming.noun(phrase.base).said
    return not grows and pattern("countable-body").search(around.right) is not None


def leads_attribute(around: Around) -> bool:
    """开工6条总长237公里地铁线路: the words between the two numbers say what the second measures of the first."""
    return around.following is not None and around.right.strip() in Words.load().classes["attribute"]


def attribute_of_next(around: Around) -> str:
    """总投资, where 总投资1518亿元的74个项目 gives the size of what is counted next; "" if it does not."""
    if around.following is None or around.right != _OF or _hedged_after(around.quantity):
        return ""
    return next((word for word in Words.load().classes["attribute"] if around.left.endswith(word)), "")


def _is_class(around: Around) -> bool:
    """年产值超十亿元企业63家: a size that says which things are counted."""
    counted = around.limit is not None and around.limit.unit.kind is UnitKind.COUNT
    if not counted or around.quantity.unit.kind not in _SIZES or states(around.right):
        return False
    return pattern("count-verb").match(around.right) is None and not re.search("[，、；]", around.right)


def _is_mere_time(around: Around) -> bool:
    if around.quantity.unit.kind is not UnitKind.DURATION:
        return False
    allowed = pattern("allowed-duration").search(around.left)
    return allowed is None or (around.quantity.unit.unit == "年" and pattern("elapsed").search(around.left) is not None)


def _is_size_of_kind(around: Around) -> bool:
    """集体收入5万元以下薄弱村, 规模超百亿元的企业: a hedged size says which things are meant."""
    quantity, right = around.quantity, around.right
    if right.startswith(_OF):
        return any(_hedged(one) and _is_size(one) for one in around.group.quantities)
    scale_only = quantity.chinese and not naming.digits(around.text[quantity.start : quantity.core])
    deed = quantity.unit.kind is not UnitKind.MONEY and bool(naming.verb_before(around.left))
    marked = (_hedged_after(quantity) or scale_only) and _is_size(quantity) and not deed
    return marked and bool(right) and not states(right)


def _is_yardstick(around: Around) -> bool:
    right = around.right
    if right.startswith(_OF) and pattern("yardstick-figure").search(around.left):
        return True
    return around.quantity.before < around.quantity.start and pattern("yardstick-goal").search(right) is not None


def _is_capacity(around: Around) -> bool:
    """A capacity inside the name of a project: 隆基15吉瓦高效单晶电池."""
    if around.quantity.unit.kind not in _CAPACITY or not around.right or states(around.right):
        return False
    named = pattern("project-noun").search(naming.noun(around.right).noun) is not None
    return named and not naming.verb_before(around.left)


def _is_size(quantity: Quantity) -> bool:
    kind = quantity.unit.kind
    return kind in _SIZES and (kind is not UnitKind.NONE or quantity.value > 1)


def _hedged(quantity: Quantity) -> bool:
    return _hedged_after(quantity) or quantity.before < quantity.start


def _hedged_after(quantity: Quantity) -> bool:
    return quantity.end > quantity.core
