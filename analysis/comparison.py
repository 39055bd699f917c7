"""Places side by side for one period – like with like only – and the order of all places of a level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.choosing import best, in_unit, most_frequent
from analysis.facts import ACHIEVED, Fact, facts
from analysis.places import PlaceTree
from analysis.tables import per_head
from lexicon.scales import converted, usual

if TYPE_CHECKING:
    from graph.store import GraphStore


class Reason(StrEnum):
    """Why a value does not stand beside the others."""

    NO_VALUE = "no_value"
    UNIT = "unit"
    MEASURE = "measure"
    PER_HEAD = "per_head"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`place` is an IRI; `fact` is what was found instead, if anything; `wanted` and `found` are kinds that differ."""

    place: str
    reason: Reason
    wanted: str = ""
    found: str = ""
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of one measure and unit, the largest value first; `refused` says what is missing and why. Values in others
    of the dimension are converted: `stated` says how the document has them.
    """

    rows: tuple[Fact, ...]
    measure: str
    unit: str
    period: str
    refused: tuple[Refusal, ...] = ()


def compare(
    graph: GraphStore,
    metric: str,
    period: str,
    places: Sequence[str],
    *,
    measure: str | None = None,
    status: str = ACHIEVED,
    language: str = "zh",
) -> Comparison:
    """One row for each of `places` (IRIs). The kind that most of them have is shown; the others are refused."""
    found = facts(graph, metrics=[metric], places=places, periods=[period], status=status, language=language)
    return alike(found, places, period=period, measure=measure)


def ranking(
    graph: GraphStore,
    metric: str,
    period: str,
    *,
    level: str = "province",
    within: str | None = None,
    measure: str | None = None,
    status: str = ACHIEVED,
    limit: int | None = None,
    language: str = "zh",
) -> Comparison:
    """All places of `level` ("province", "prefecture", "county") below the place `within` that have a value, in order.

    Places without a value are not listed as refused: they are the rest of the level.
    """
    members = PlaceTree.of(graph).members(level, within=within)
    found = facts(graph, metrics=[metric], periods=[period], status=status, language=language)
    inside = [fact for fact in found if fact.place and fact.place.iri in members]
    everyone = sorted({fact.place.iri for fact in inside if fact.place})
    full = alike(inside, everyone, period=period, measure=measure)
    return Comparison(full.rows[:limit], full.measure, full.unit, period, full.refused)


def alike(found: Sequence[Fact], places: Sequence[str], *, period: str, measure: str | None) -> Comparison:
    usable = [fact for fact in found if fact.value is not None and fact.place]
    wanted = measure or _common([fact.measure for fact in usable], usable)
    unit = usual(unit for _, unit in sorted({(_place(f), f.unit) for f in usable if f.measure == wanted}))
    heads = _mostly_per_head([f for f in in_unit(usable, unit) if f.measure == wanted])
    by_place: dict[str, list[Fact]] = defaultdict(list)
    for fact in usable:
        by_place[_place(fact)].append(fact)
    rows, refused = [], []
    for place in places:
        fits = [f for f in in_unit(by_place[place], unit) if f.measure == wanted and _head(f) == heads]
        if fits:
            rows.append(best(fits))
        else:
            refused.append(_refusal(place, by_place[place], wanted, unit))
    rows.sort(key=lambda fact: (-(fact.value or 0.0), _place(fact)))
    return Comparison(tuple(rows), wanted, unit, period, tuple(refused))


def _common(kinds: Sequence[str], usable: Sequence[Fact]) -> str:
    """The kind that most places have."""
    seen = {(_place(fact), kind) for fact, kind in zip(usable, kinds, strict=True)}
    return most_frequent(sorted(kind for _, kind in seen))


def _place(fact: Fact) -> str:
    return fact.place.iri if fact.place else ""


def _head(fact: Fact) -> bool:
    return per_head(fact.metric_text)


def _mostly_per_head(usable: Sequence[Fact]) -> bool:
    return sum(_head(fact) for fact in usable) * 2 > len(usable)


def _refusal(place: str, candidates: Sequence[Fact], measure: str, unit: str) -> Refusal:
    if not candidates:
        return Refusal(place, Reason.NO_VALUE)
    of_measure = [fact for fact in candidates if fact.measure == measure]
    if not of_measure:
        fact = best(candidates)
        return Refusal(place, Reason.MEASURE, measure, fact.measure, fact)
    of_unit = [fact for fact in of_measure if converted(0.0, fact.unit, unit) is not None]
    if not of_unit:
        fact = best(of_measure)
        return Refusal(place, Reason.UNIT, unit, fact.unit, fact)
    fact = best(of_unit)
    return Refusal(place, Reason.PER_HEAD, "", fact.metric_text, fact)
