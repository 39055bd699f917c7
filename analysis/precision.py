"""How exactly a value is stated, and whether two stated values can be the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from analysis.facts import Fact

_DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")


class Likeness(StrEnum):
    """EQUAL: the same number. ROUNDED: one rounds or truncates to the other. HEDGED: a hedge such as "over" covers
    the other. RESTATED: the place's own later document revises it. SCOPE: names or agencies differ.
    CONFLICT: none of these.
    """

    EQUAL = "equal"
    ROUNDED = "rounding"
    HEDGED = "hedge"
    RESTATED = "restated"
    SCOPE = "scope"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Range:
    """All values a statement admits; None: no bound."""

    low: float | None
    high: float | None

    def holds(self, value: float) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


def last_place(fact: Fact) -> float:
    """The worth of the last digit stated: 1e11 for 2.3万亿元, 1e6 for 23014.59亿元 – 0 where nothing can be said."""
    if not fact.value:
        return 0.0
    match = _DIGITS.search(fact.stated)
    if match is None:
        return _round_number(fact.value)
    digits = match[0].replace(",", "").replace("，", "")
    shown = float(digits)
    decimals = len(digits.partition(".")[2])
    return abs(fact.value / shown) * 10**-decimals if shown else 0.0


def _round_number(value: float) -> float:
    """For a number written out in words: its trailing zeros are not digits."""
    whole = f"{abs(value):.0f}"
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


def admitted(fact: Fact) -> Range:
    """What "over 3000", "about 5.5", "12.3" leave open: a hedge one side, rounding or truncation its last digit."""
    value = fact.value or 0.0
    slack = last_place(fact)
    match fact.comparator:
        case ">" | ">=":
            return Range(value - slack / 2, None)
        case "<" | "<=":
            return Range(None, value + slack / 2)
        case "~":
            return Range(value - max(slack, abs(value) * 0.1), value + max(slack, abs(value) * 0.1))
    return Range(value - slack / 2, value + slack * 0.999999)


def likeness(a: Fact, b: Fact) -> Likeness:
    """How two achieved values of one metric, place, period, measure and unit relate. Symmetric."""
    if a.value == b.value:
        return Likeness.EQUAL
    fine, coarse = sorted((a, b), key=last_place)
    if (fine.comparator, coarse.comparator) == ("=", "=") and admitted(coarse).holds(fine.value or 0.0):
        return Likeness.ROUNDED
    if _covered(a, b):
        return Likeness.HEDGED
    if _scope(a) != _scope(b):
        return Likeness.SCOPE
    if a.own and b.own and a.citation.issued[:4] != b.citation.issued[:4]:
        return Likeness.RESTATED
    return Likeness.CONFLICT


def _covered(a: Fact, b: Fact) -> bool:
    """A hedge covers the other value – but "over 3000" says nothing like 90,000: at most half as much again."""
    pairs = ((a, b), (b, a))
    return any(
        hedge.comparator != "="
        and admitted(hedge).holds(other.value or 0.0)
        and abs((other.value or 0.0) - (hedge.value or 0.0)) <= 0.5 * abs(hedge.value or 0.0)
        for hedge, other in pairs
    )


def _scope(fact: Fact) -> tuple[str, str]:
    return fact.metric_text, fact.agency.iri if fact.agency else ""
