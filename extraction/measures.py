"""What kind of figure a number is: level, growth, change, share or multiple, and its sign."""

from __future__ import annotations

import re
from functools import cache

from lexicon.units import Unit, UnitKind
from lexicon.words import Words
from model.statement import Measure

_RESULT = re.compile("[到至为]了?[的\\s]*$|达到?[的了\\s]*$|控制在$|保持在$")
_RELATIVE = (UnitKind.PERCENT, UnitKind.MULTIPLE, UnitKind.PERMILLE, UnitKind.DOUBLING)


@cache
def _up() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("growth_up"))


@cache
def _down() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("growth_down"))


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("cut_verb"))


def measure_of(tail: str, unit: Unit) -> tuple[Measure, int]:
    """The measure and the sign (1 or -1) of a number with `unit` after the words `tail` (达到, 同比下降, 压减)."""
    kind = unit.kind
    if kind is UnitKind.POINT:
        return Measure.CHANGE, _sign(tail)
    if kind is UnitKind.DOUBLING:
        return Measure.MULTIPLE, 1
    grows = not _RESULT.search(tail) or bool(re.search("(?:增速|增幅|涨幅|增长率|降幅|年均增长)", tail))
    if kind in _RELATIVE:
        return _relative(tail, kind, grows=grows)
    if grows and (_cut().search(tail) or _down().search(tail)):
        return Measure.CHANGE, -1
    if grows and re.search("(?<!新)增(?!值)|提高|上升|上涨|扩大", tail):
        return Measure.CHANGE, 1
    return Measure.LEVEL, 1


def _relative(tail: str, kind: UnitKind, *, grows: bool) -> tuple[Measure, int]:
    if grows and _cut().search(tail):
        return Measure.CHANGE, -1
    if grows and (_up().search(tail) or _down().search(tail)):
        return Measure.GROWTH, _sign(tail)
    if kind is UnitKind.MULTIPLE:
        return Measure.MULTIPLE, 1
    return Measure.SHARE, 1


def _sign(tail: str) -> int:
    return -1 if _down().search(tail) or _cut().search(tail) or "低于" in tail else 1
