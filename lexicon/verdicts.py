"""Whether a result reaches a target: the one rule, for answers, figures, tables and reports alike.

A target is a floor, or a ceiling where it says so (以内), aims at a fall (降低3%) or is set for a metric of which less
is better (data/lexicons/directions.csv). A metric that should only stay near its target is never judged. "5 % and more"
is met from 5 on. "About 5.5 %" names no sharp line: it is met from 5.5 on and missed by more than a tenth of it; what
falls short by less comes close, which is neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lexicon.amounts import Amount, admitted, in_unit, last_place
from lexicon.scales import dimension
from lexicon.tables import rows

_SLACK = 0.1  # of an approximate target


class Verdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` says why the verdict is unknown: "about" (an approximate target, nearly reached), "anchor" (the metric
    should stay near it), "hedged" (the result's hedge leaves it open), "unit" (the two measure different things).
    """

    verdict: Verdict
    reason: str = ""


def direction(*names: str) -> Direction:
    """Where a metric of these names should go."""
    fitting = (row["direction"] for row in rows("directions.csv") if any(row["word"] in name for name in names))
    return Direction(next(fitting, Direction.HIGHER))


def judge(goal: Amount, result: Amount, *names: str) -> Judgement:
    """`names` are those of the metric. Both have a value; units of one dimension are converted."""
    reached = in_unit(result, goal.unit)
    if reached is None or goal.value is None:
        return Judgement(Verdict.UNKNOWN, "unit" if dimension(goal.unit) != dimension(result.unit) else "hedged")
    if goal.comparator in "=~" and goal.value >= 0 and direction(*names) is Direction.NEAR:
        return Judgement(Verdict.UNKNOWN, "anchor")
    aim, low, high = goal.value, *_bounds(reached)
    if is_ceiling(goal, *names):
        aim, low, high = -aim, None if high is None else -high, None if low is None else -low
    slack = round(max(abs(aim) * _SLACK, last_place(goal)), 12) if goal.comparator == "~" else 0.0
    if low is not None and (low > aim or (low == aim and goal.comparator not in "><")):
        return Judgement(Verdict.MET)
    if high is not None and (high < aim - slack or (high == aim and goal.comparator in "><")):
        return Judgement(Verdict.MISSED)
    near = slack and high is not None and high >= aim - slack
    return Judgement(Verdict.UNKNOWN, "about" if near else "hedged")


def is_ceiling(goal: Amount, *names: str) -> bool:
    """Whether the target is not to be exceeded. The sign of a fall is its comparator's too: "a fall of over 5 %" is a
    ceiling of -5, "a fall of at most 5 %" a floor.
    """
    most = goal.comparator in ("<", "<=")
    if (goal.value or 0.0) < 0:
        return not most
    return most or (goal.comparator in "=~" and direction(*names) is Direction.LOWER)


def _bounds(result: Amount) -> tuple[float | None, float | None]:
    """An exact value is taken at its word; a hedged one admits a range."""
    value = result.value or 0.0
    if result.comparator == "=":
        return value, value
    low, high = (value, None) if result.comparator in (">", ">=") else (None, value)
    if result.comparator in ("<", "<=", ">", ">="):
        return (low, high) if value >= 0 else (high, low)
    span = admitted(result)
    return span.low, span.high
