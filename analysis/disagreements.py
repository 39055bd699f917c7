"""Documents that state different values for one thing, and levels that do not fit the growth stated between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from analysis.choosing import best
from analysis.facts import ACHIEVED, Fact, Filters, facts, facts_by_iri, matching
from analysis.periods import granularity
from analysis.precision import Likeness, likeness
from analysis.queries import fill, iri, literal
from lexicon.amounts import last_place
from lexicon.scales import dimension

if TYPE_CHECKING:
    from graph.store import GraphStore

_KEY = ("metric", "place", "period", "measure")
_WORST_FIRST = (Likeness.CONFLICT, Likeness.RESTATED, Likeness.SCOPE, Likeness.HEDGED, Likeness.ROUNDED, Likeness.EQUAL)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All statements about one metric, place, period and measure in units of one dimension; `kind` is the worst of
    their likenesses.
    """

    facts: tuple[Fact, ...]
    kind: Likeness


@dataclass(frozen=True, slots=True)
class GrowthCheck:
    """`implied` is the growth in % that the levels give, `margin` what rounding leaves open, in percentage points.

    `fits`: the stated growth is within the margin. For money it need not be: growth is often stated at constant prices.
    """

    before: Fact
    after: Fact
    growth: Fact
    implied: float
    margin: float
    fits: bool


def disagreements(
    graph: GraphStore,
    *,
    metric: str | None = None,
    place: str | None = None,
    period: str | None = None,
    limit: int = 200,
    language: str = "zh",
) -> list[Disagreement]:
    """Conflicts first, then revisions, differences of scope, hedges, rounding. At most `limit` keys are looked at."""
    rows = graph.select(fill("disputed", **_filters(metric, place, period)))
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        counts[*(row[name].value for name in _KEY), dimension(row["unit"].value)] += int(row["facts"].value)
    wanted = {key for _, key in sorted((-count, key) for key, count in counts.items())[:limit]}
    metrics, places, periods = (sorted({key[part] for key in wanted}) for part in range(3))
    asked = Filters(metrics, places, periods, None, ACHIEVED)
    about = {key[:4] for key in wanted}
    found = facts_by_iri(graph, [m.iri for m in matching(graph, asked) if m.about in about], language=language)
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in found:
        key = (fact.metric.iri, fact.place.iri if fact.place else "", fact.period, fact.measure, dimension(fact.unit))
        if key in wanted and fact.value is not None:
            groups[key].append(fact)
    judged = [disagreement(groups[key]) for key in sorted(groups)]
    return sorted(
        (row for row in judged if row.kind is not Likeness.EQUAL), key=lambda row: _WORST_FIRST.index(row.kind)
    )


def disagreement(group: Sequence[Fact]) -> Disagreement:
    """Documents are compared in pairs, each by its most alike values: one that states a value twice, and differently
    (so far and this year, say), disagrees only with documents that state neither.
    """
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in {(fact.value, fact.comparator, fact.citation.document.iri): fact for fact in group}.values():
        by_document[fact.citation.document.iri].append(fact)
    kinds = [
        max((likeness(a, b) for a, b in product(one, other)), key=_WORST_FIRST.index)
        for one, other in combinations(by_document.values(), 2)
    ]
    ordered = sorted((fact for each in by_document.values() for fact in each), key=lambda f: (f.citation.issued, f.iri))
    return Disagreement(tuple(ordered), min(kinds, key=_WORST_FIRST.index, default=Likeness.EQUAL))


def growth_checks(
    graph: GraphStore, metric: str, *, places: Sequence[str] | None = None, language: str = "zh"
) -> list[GrowthCheck]:
    """Stated growth against the levels of two consecutive years, the largest gap first."""
    found = facts(graph, metrics=[metric], places=places, status=ACHIEVED, language=language)
    annual = [fact for fact in found if fact.value is not None and fact.place and granularity(fact.period) == "year"]
    levels, growths = _best_by_year(annual, "level"), _best_by_year(annual, "growth")
    checks = []
    for (place, year), growth in growths.items():
        before, after = levels.get((place, year - 1)), levels.get((place, year))
        alike = before.in_unit(after.unit) if before and after else None
        if alike and after and alike.value and growth.unit == "%":
            checks.append(_check(alike, after, growth))
    return sorted(checks, key=lambda check: (-abs(check.implied - (check.growth.value or 0.0)), check.growth.iri))


def _best_by_year(annual: Sequence[Fact], measure: str) -> dict[tuple[str, int], Fact]:
    groups: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in annual:
        if fact.measure == measure:
            groups[fact.place.iri if fact.place else "", int(fact.period)].append(fact)
    return {key: best(group) for key, group in groups.items()}


def _check(before: Fact, after: Fact, growth: Fact) -> GrowthCheck:
    old, new, stated = before.value or 0.0, after.value or 0.0, growth.value or 0.0
    implied = (new / old - 1) * 100
    relative = last_place(before) / abs(old) + last_place(after) / max(abs(new), 1e-12)
    margin = round(abs(new / old) * 100 * relative + last_place(growth), 4)
    return GrowthCheck(before, after, growth, round(implied, 4), margin, abs(implied - stated) <= margin)


def _filters(metric: str | None, place: str | None, period: str | None) -> dict[str, list[str] | None]:
    return {
        "metric": [iri(metric)] if metric else None,
        "place": [iri(place)] if place else None,
        "period": [literal(period)] if period else None,
    }
