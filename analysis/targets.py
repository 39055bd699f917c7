"""Targets beside their outcomes, and whether they were met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.choosing import best
from analysis.facts import ACHIEVED, TARGET, Fact, Filters, facts_by_iri, matching
from analysis.periods import year
from analysis.precision import admitted, last_place
from analysis.tables import less_is_better, per_head

if TYPE_CHECKING:
    from graph.store import GraphStore

Key = tuple[str, str, str, str, str, bool]


class Verdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TargetPair:
    """`reason` says why a verdict is unknown: "no_outcome", "about" (the target itself is approximate and was nearly
    reached), "hedged" (the outcome's hedge leaves it open). `goals` counts the different targets stated for the key.
    """

    target: Fact
    outcome: Fact | None
    verdict: Verdict
    reason: str = ""
    goals: int = 1


def targets(
    graph: GraphStore,
    *,
    metric: str | None = None,
    places: Sequence[str] | None = None,
    period: str | None = None,
    measure: str | None = None,
    language: str = "zh",
) -> list[TargetPair]:
    """All targets that fit the filters, matched by metric, place, period, measure and unit; ordered by that key."""
    asked = Filters([metric] if metric else None, places, [period] if period else None, measure, TARGET)
    goals = [match for match in matching(graph, asked) if match.place and match.period]
    aims = {match.about for match in goals}
    reached = [match for match in matching(graph, replace(asked, status=ACHIEVED)) if match.about in aims]
    found = facts_by_iri(graph, [match.iri for match in (*goals, *reached)], language=language)
    stated = [fact for fact in found if fact.value is not None]
    return pairs(
        [fact for fact in stated if fact.status == TARGET], [fact for fact in stated if fact.status == ACHIEVED]
    )


def pairs(goals: Sequence[Fact], outcomes: Sequence[Fact]) -> list[TargetPair]:
    wanted, reached = _by_key(goals), _by_key(outcomes)
    return [_pair(wanted[key], reached.get(key, [])) for key in sorted(wanted)]


def _by_key(found: Sequence[Fact]) -> dict[Key, list[Fact]]:
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for fact in found:
        groups[_key(fact)].append(fact)
    return groups


def _key(fact: Fact) -> Key:
    place = fact.place.iri if fact.place else ""
    return fact.metric.iri, place, fact.period, fact.measure, fact.unit, per_head(fact.metric_text)


def _pair(goals: Sequence[Fact], outcomes: Sequence[Fact]) -> TargetPair:
    goal = min(goals, key=_plan)
    different = len({(fact.value, fact.comparator) for fact in goals})
    if not outcomes:
        return TargetPair(goal, None, Verdict.UNKNOWN, "no_outcome", different)
    outcome = best(outcomes)
    verdict, reason = judge(goal, outcome)
    return TargetPair(goal, outcome, verdict, reason, different)


def _plan(goal: Fact) -> tuple[bool, int, bool, str]:
    """The place's own goal, set for that very year; of a range ("6%—6.5%") the end that has to be reached."""
    issued = goal.citation.issued[:4]
    years = abs(int(issued) - year(goal.period)) if issued.isdecimal() else 99
    far_end = goal.comparator in ("<", "<=") and not less_is_better(goal.metric.label, goal.metric_text)
    return not goal.own, years, far_end, goal.iri


def judge(goal: Fact, outcome: Fact) -> tuple[Verdict, str]:
    """Whether `outcome` reaches `goal`, and why not if that cannot be said.

    "≥5" is met from 5 on, "<5" below 5; a plain or approximate target is a floor, or a ceiling for metrics of which
    less is better. An approximate target ("5.5%左右") that is missed by at most a tenth is left open.
    """
    aim, low, high = goal.value or 0.0, *_bounds(outcome)
    if _is_ceiling(goal):
        aim, low, high = -aim, None if high is None else -high, None if low is None else -low
    slack = max(abs(aim) * 0.1, last_place(goal)) if goal.comparator == "~" else 0.0
    if low is not None and (low > aim or (low == aim and goal.comparator not in "><")):
        return Verdict.MET, ""
    if high is not None and (high < aim - slack or (high == aim and goal.comparator in "><")):
        return Verdict.MISSED, ""
    return Verdict.UNKNOWN, "about" if slack and high is not None and high >= aim - slack else "hedged"


def _is_ceiling(goal: Fact) -> bool:
    if goal.comparator in ("<", "<="):
        return True
    return goal.comparator in ("=", "~") and less_is_better(goal.metric.label, goal.metric_text)


def _bounds(outcome: Fact) -> tuple[float | None, float | None]:
    """An exact value is taken at its word; a hedged one admits a range."""
    value = outcome.value or 0.0
    if outcome.comparator == "=":
        return value, value
    if outcome.comparator in (">", ">="):
        return value, None
    if outcome.comparator in ("<", "<="):
        return None, value
    span = admitted(outcome)
    return span.low, span.high
