"""Facts across reports: series, comparisons, rankings, targets against outcomes, disagreements, rank claims checked.

It may import builds, graph, lexicon and model, and asks the graph in SPARQL kept in `data/queries/analysis/`.
It must not know questions, pictures or HTTP: functions take a graph and give frozen rows, each with its evidence.
"""

from __future__ import annotations

from analysis.comparison import Comparison, Refusal, compare, ranking
from analysis.disagreements import Disagreement, GrowthCheck, disagreements, growth_checks
from analysis.facts import Citation, Fact, Filters, Thing, facts, matching
from analysis.ranks import Claim, rank_claims
from analysis.series import Series, SeriesPoint, series
from analysis.targets import TargetPair, targets

__all__ = [
    "Citation",
    "Claim",
    "Comparison",
    "Disagreement",
    "Fact",
    "Filters",
    "GrowthCheck",
    "Refusal",
    "Series",
    "SeriesPoint",
    "TargetPair",
    "Thing",
    "compare",
    "disagreements",
    "facts",
    "growth_checks",
    "matching",
    "rank_claims",
    "ranking",
    "series",
    "targets",
]
