"""What kind of figure a number is: level, growth, change, share or multiple, and its sign."""

from __future__ import annotations

import re
from functools import cache

from lexicon.units import Unit, UnitKind
from lexicon.words import Words
from model.statement import Measure

_RESULT = re.compile("(?:[到至]|(?<!因)为|达|控制在|保持在|稳定在|维持在|是|达到)[的了\\s]*$")
_REACHED_AT = re.compile("(?<=[到至为])(?:[0-9]{4}年(?:末|底)?|今年|去年|目前|年底|年末)的?$")
_RATE_NOUN = re.compile("增速|增幅|涨幅|增长率|降幅|跌幅|减幅|增长速度|递增率")
_ABSOLUTE_UP = re.compile("(?<!新)增(?![值长速幅])|增长|提高|上升|上涨|上调|扩大|多(?=[出增]?$)")
_RATIO_NAME = re.compile("倍差|倍数|比$")
_RELATIVE = (UnitKind.PERCENT, UnitKind.MULTIPLE, UnitKind.PERMILLE, UnitKind.DOUBLING)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(f"(?<!新){Words.load().any_of(name)}")


def measure_of(tail: str, unit: Unit, name: str) -> tuple[Measure, int]:
    """The measure and the sign (1 or -1) of a number with `unit` after the words `tail` (达到, 同比下降, 压减)."""
    kind, tail = unit.kind, _REACHED_AT.sub("", tail)
    if kind is UnitKind.POINT:
        return Measure.CHANGE, _sign(tail)
    if kind is UnitKind.DOUBLING or (kind is UnitKind.NONE and _RATIO_NAME.search(name)):
        return Measure.MULTIPLE, 1
    grows = not _RESULT.search(tail) or bool(_RATE_NOUN.search(tail))
    if kind in _RELATIVE:
        return _relative(tail, kind, name, grows=grows)
    if grows and (_any("cut_verb").search(tail) or _any("growth_down").search(tail)):
        return Measure.CHANGE, -1
    if grows and _ABSOLUTE_UP.search(tail):
        return Measure.CHANGE, 1
    return (Measure.SHARE if kind is UnitKind.NONE and "占" in tail + name else Measure.LEVEL), 1


def _relative(tail: str, kind: UnitKind, name: str, *, grows: bool) -> tuple[Measure, int]:
    if grows and _any("cut_verb").search(tail):
        return Measure.CHANGE, -1
    if grows and (_any("growth_up").search(tail) or _any("growth_down").search(tail)):
        return Measure.GROWTH, _sign(tail)
    if _RATE_NOUN.search(name[-5:]) and "自然增长率" not in name:
        return Measure.GROWTH, 1
    return (Measure.MULTIPLE if kind is UnitKind.MULTIPLE else Measure.SHARE), 1


def _sign(tail: str) -> int:
    down = _any("growth_down").search(tail) or _any("cut_verb").search(tail) or re.search("低于|[低慢少]$", tail)
    return -1 if down and not re.search("降低?幅度?(?:收窄|缩小)", tail) else 1
