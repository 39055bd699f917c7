"""How exactly an amount is stated, and whether two stated amounts can be the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lexicon.scales import converted

_DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")


class Amount(Protocol):
    """A value in its base unit, as a document states it. The comparator of a negative value is that of its size: a fall
    "by over 5 %" is > and -5.
    """

    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def stated(self) -> str: ...
    @property
    def comparator(self) -> str: ...


class Agreement(StrEnum):
    """EQUAL: the same number. ROUNDED: one rounds or truncates to the other. HEDGED: a hedge such as "over" covers
    the other. NONE: they cannot be the same.
    """

    EQUAL = "equal"
    ROUNDED = "rounding"
    HEDGED = "hedge"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Range:
    """All values a statement admits; None: no bound."""

    low: float | None
    high: float | None

    def holds(self, value: float) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def negated(self) -> Range:
        return Range(None if self.high is None else -self.high, None if self.low is None else -self.low)


@dataclass(frozen=True, slots=True)
class Plain:
    """An amount by itself."""

    value: float | None
    unit: str
    stated: str
    comparator: str


def in_unit(amount: Amount, unit: str) -> Plain | None:
    """The same amount in another unit of its dimension, or None."""
    value = None if amount.value is None else converted(amount.value, amount.unit, unit)
    return None if value is None else Plain(value, unit, amount.stated, amount.comparator)


def last_place(amount: Amount) -> float:
    """The worth of the last digit stated: 1e11 for 2.3万亿元, 1e6 for 23014.59亿元 – 0 where nothing can be said."""
    if not amount.value:
        return 0.0
    match = _DIGITS.search(amount.stated)
    if match is None:
        return _round_number(amount.value)
    digits = match[0].replace(",", "").replace("，", "")
    shown = float(digits)
    decimals = len(digits.partition(".")[2])
    return abs(amount.value / shown) * 10**-decimals if shown else 0.0


def _round_number(value: float) -> float:
    """For a number written out in words: its trailing zeros are not digits."""
    whole = f"{abs(value):.0f}"
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


def admitted(amount: Amount) -> Range:
    """What "over 3000", "about 5.5", "12.3" leave open: a hedge one side, rounding or truncation its last digit."""
    value = amount.value or 0.0
    size = _admitted(abs(value), last_place(amount), amount.comparator)
    return size.negated() if value < 0 else size


def _admitted(size: float, slack: float, comparator: str) -> Range:
    match comparator:
        case ">" | ">=":
            return Range(size - slack / 2, None)
        case "<" | "<=":
            return Range(None, size + slack / 2)
        case "~":
            return Range(size - max(slack, size * 0.1), size + max(slack, size * 0.1))
    return Range(size - slack / 2, size + slack * 0.999999)


def agreement(one: Amount, other: Amount) -> Agreement:
    """Symmetric; amounts in two units of one dimension are converted first."""
    same = in_unit(other, one.unit)
    if same is None or one.value is None or same.value is None:
        return Agreement.NONE
    if one.value == same.value:
        return Agreement.EQUAL
    first: Amount = one
    second: Amount = same
    fine, coarse = sorted((first, second), key=last_place)
    if (fine.comparator, coarse.comparator) == ("=", "=") and admitted(coarse).holds(fine.value or 0.0):
        return Agreement.ROUNDED
    return Agreement.HEDGED if _covers(first, second) or _covers(second, first) else Agreement.NONE


def _covers(hedge: Amount, other: Amount) -> bool:
    """A hedge covers the other value – but "over 3000" says nothing like 90,000: at most half as much again."""
    aim, value = hedge.value or 0.0, other.value or 0.0
    return hedge.comparator != "=" and admitted(hedge).holds(value) and abs(value - aim) <= 0.5 * abs(aim)
