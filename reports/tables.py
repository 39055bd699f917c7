"""Facts as the tables of a dossier."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import Claim, Disagreement, Fact, TargetPair
from analysis.relations import Relation
from figures.numbers import scale
from figures.periods import shown
from figures.words import word
from reports.dossier import Grid
from reports.sources import Sources
from reports.words import say


def amount(fact: Fact | None, language: str) -> str:
    """Value with its unit in the reader's magnitudes, or the rank alone: "≥1.6亿元", "no. 1"."""
    if fact is None:
        return ""
    if fact.value is None:
        return say("rank_number", language, rank=fact.rank) if fact.rank else fact.stated
    axis = scale([fact.value], fact.unit, language=language)
    space = " " if language == "en" and axis.unit != "%" else ""
    return f"{axis.write(fact.value, fact.comparator)}{space}{axis.unit}"


def measured(fact: Fact, language: str) -> str:
    """The metric as the sentence names it, with the kind of value."""
    return word(f"measured_{fact.measure}", language, metric=fact.metric_text)


def columns(language: str, *names: str) -> tuple[str, ...]:
    return tuple(say(f"column_{name}", language) for name in names)


def facts_grid(name: str, facts: Sequence[Fact], sources: Sources, language: str) -> Grid:
    rows = tuple(
        (
            fact.place.label if fact.place else (fact.agency.label if fact.agency else ""),
            measured(fact, language),
            shown(fact.period),
            amount(fact, language),
            word(f"status_{fact.status}", language),
            _cite(sources, fact),
        )
        for fact in facts
    )
    names = ("place", "metric", "period", "value", "status", "source")
    return Grid(name, say(f"table_{name}", language), columns(language, *names), rows)


def targets_grid(pairs: Sequence[TargetPair], sources: Sources, language: str) -> Grid:
    rows = tuple(
        (
            pair.target.place.label if pair.target.place else "",
            measured(pair.target, language),
            shown(pair.target.period),
            amount(pair.target, language),
            amount(pair.outcome, language),
            say(f"verdict_{pair.verdict.value}", language),
            "".join(_cite(sources, fact) for fact in (pair.target, pair.outcome) if fact),
        )
        for pair in pairs
    )
    names = ("place", "metric", "period", "target", "outcome", "verdict", "source")
    return Grid("targets", say("table_targets", language), columns(language, *names), rows)


def disagreements_grid(found: Sequence[Disagreement], sources: Sources, language: str) -> Grid:
    rows = tuple(
        (
            row.facts[0].place.label if row.facts[0].place else "",
            measured(row.facts[0], language),
            shown(row.facts[0].period),
            word("separator", language).join(f"{amount(f, language)}{_cite(sources, f)}" for f in row.facts),
            say(f"likeness_{row.kind.value}", language),
        )
        for row in found
    )
    names = ("place", "metric", "period", "value", "kind")
    return Grid("disagreements", say("table_disagreements", language), columns(language, *names), rows)


def ranks_grid(found: Sequence[Claim], sources: Sources, language: str) -> Grid:
    rows = tuple(
        (
            row.claim.place.label if row.claim.place else "",
            row.claim.metric_text,
            shown(row.claim.period),
            say("rank_number", language, rank=row.claim.rank),
            row.claim.rank_scope,
            say(f"verdict_{row.verdict.value}", language),
            _cite(sources, row.claim) + "".join(_cite(sources, fact) for fact in row.ahead[:3]),
        )
        for row in found
    )
    names = ("place", "metric", "period", "rank", "scope", "verdict", "source")
    return Grid("ranks", say("table_ranks", language), columns(language, *names), rows)


def _cite(sources: Sources, fact: Fact) -> str:
    return f"[{sources.cite(fact.citation.document.iri)}]"


def relations_grid(found: Sequence[Relation], sources: Sources, language: str) -> Grid:
    rows = tuple(
        (
            row.subject.label,
            row.predicate.label,
            row.object.label,
            shown(row.time),
            f"[{sources.cite(row.citation.document.iri)}]",
        )
        for row in found
    )
    names = ("who", "relation", "what", "period", "source")
    return Grid("relations", say("table_relations", language), columns(language, *names), rows)
