"""Targets beside their outcomes, and whether they were met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.choosing import best, in_unit
from analysis.facts import ACHIEVED, TARGET, Fact, Filters, facts_by_iri, matching
from analysis.periods import year
from analysis.tables import per_head
from lexicon.scales import dimension
from lexicon.verdicts import Direction, Verdict, direction, judge

if TYPE_CHECKING:
    from graph.store import GraphStore

Key = tuple[str, str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class TargetPair:
    """The outcome in the unit of the target. `reason` says why a verdict is unknown: "no_outcome", or as in
    `lexicon.verdicts.Judgement`. `goals` counts the different targets stated for the key.
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
    """All targets that fit the filters, matched and ordered by metric, place, period, measure and dimension."""
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
    return fact.metric.iri, place, fact.period, fact.measure, dimension(fact.unit), per_head(fact.metric_text)


def _pair(goals: Sequence[Fact], outcomes: Sequence[Fact]) -> TargetPair:
    goal = min(goals, key=_plan)
    different = len({(fact.value, fact.comparator) for fact in in_unit(goals, goal.unit)})
    if not outcomes:
        return TargetPair(goal, None, Verdict.UNKNOWN, "no_outcome", different)
    outcome = best(in_unit(outcomes, goal.unit))
    found = judge(goal, outcome, goal.metric.label, goal.metric_text)
    return TargetPair(goal, outcome, found.verdict, found.reason, different)


def _plan(goal: Fact) -> tuple[bool, int, bool, str]:
    """The place's own goal, set for that very year; of a range ("6%—6.5%") the end that has to be reached."""
    issued = goal.citation.issued[:4]
    years = abs(int(issued) - year(goal.period)) if issued.isdecimal() else 99
    far_end = goal.comparator in ("<", "<=") and direction(goal.metric.label, goal.metric_text) is not Direction.LOWER
    return not goal.own, years, far_end, goal.iri
