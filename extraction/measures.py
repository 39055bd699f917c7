"""What kind of figure a number is: level, growth, change, share or multiple, and its sign."""

from __future__ import annotations

import re
from functools import cache

from extraction.patterns import pattern
from lexicon.units import Unit, UnitKind
from lexicon.words import Words
from model.statement import Measure

_RANK_UNIT = "位"
_RELATIVE = (UnitKind.PERCENT, UnitKind.MULTIPLE, UnitKind.PERMILLE, UnitKind.DOUBLING)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(f"(?<!新){Words.load().any_of(name)}")


def measure_of(tail: str, unit: Unit, name: str) -> tuple[Measure, int]:
    """The measure and the sign (1 or -1) of a number with `unit` after the words `tail` (达到, 同比下降, 压减)."""
    kind, tail = unit.kind, pattern("reached-when").sub("", tail)
    if kind is UnitKind.POINT:
        return Measure.CHANGE, _sign(tail)
    if kind is UnitKind.DOUBLING or (kind is UnitKind.NONE and pattern("ratio-name").search(name)):
        return Measure.MULTIPLE, 1
    grows = not pattern("result").search(tail) or bool(pattern("rate-noun").search(tail))
    if kind in _RELATIVE:
        return _relative(tail, kind, name, grows=grows)
    if grows and (_any("cut_verb").search(tail) or _any("growth_down").search(tail)):
        return Measure.CHANGE, -1
    moved = unit.unit == _RANK_UNIT and pattern("moved-up").search(tail)
    if grows and (moved or pattern("more-of-it").search(tail)):
        return Measure.CHANGE, 1
    return (Measure.SHARE if kind is UnitKind.NONE and "占" in tail + name else Measure.LEVEL), 1


def _relative(tail: str, kind: UnitKind, name: str, *, grows: bool) -> tuple[Measure, int]:
    if grows and _any("cut_verb").search(tail):
        return Measure.CHANGE, -1
    if grows and (_any("growth_up").search(tail) or _any("growth_down").search(tail)):
        return Measure.GROWTH, _sign(tail)
    if pattern("rate-noun").search(name[-5:]) and "自然增长率" not in name:
        return Measure.GROWTH, 1
    return (Measure.MULTIPLE if kind is UnitKind.MULTIPLE else Measure.SHARE), 1


def _sign(tail: str) -> int:
    down = _any("growth_down").search(tail) or _any("cut_verb").search(tail) or pattern("less").search(tail)
    return -1 if down and not pattern("narrowing").search(tail) else 1
