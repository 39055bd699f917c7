"""Answers over observations: value, count, compare, series, target and outcome, ranking, filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answering.facts import Fact
from answering.gathering import Pool
from answering.library import Library
from answering.outcomes import judged
from answering.scoring import Judge, Scored, Slot, is_average
from answering.selection import key_of, observations_query, said_of
from answering.understanding.query import Bar, Kind, Query
from answering.understanding.units import alike
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, Place, Places
from lexicon.scales import converted
from lexicon.verdicts import Judgement, Verdict
from model.statement import Comparator, Status

MIN_COVERAGE = 0.5
MIN_OWN = 0.2
MIN_SAID = 0.62  # shares of the question and of the fact's name that each says of the other, together
MIN_NAMED = 0.1  # share of the fact's name that the question says
MIN_SCORE = 0.72
_COMPARED = 2
_COUNTRY = "country"
_BESIDE = 5  # other places shown where none is asked for
_EXTREMES = 40  # places a ranking lists at most


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an answer states, in its order, and the query that returns it. `others` are values that other
    documents give for the same; `missing` are the slots that the corpus does not fill; `close` are outcomes that
    came close to an approximate target, `compared` how many places a ranking is drawn from."""

    facts: tuple[Fact, ...]
    sparql: str
    others: tuple[Fact, ...] = ()
    missing: tuple[Slot, ...] = ()
    close: tuple[Fact, ...] = ()
    compared: int = 0


def choose(library: Library, query: Query, pool: Pool, judge: Judge) -> Chosen | None:
    if query.kind in (Kind.RANK, Kind.FILTER) or (query.kind is Kind.COMPARE and len(query.places) < 2 and query.scope):
        return _over_places(library, query, pool, judge)
    slots = slots_of(query, judge.newest)
    if query.kind is Kind.TARGET_VS_OUTCOME and not query.metrics and not query.terms:
        return _all_targets(library, query, slots[0], judge)
    anchor = _anchor(pool.facts, slots, judge)
    if anchor is None:
        return None
    facts = _pooled(library, query, pool, anchor.fact, judge.newest)
    found = [(slot, _fill(facts, slot, judge, anchor if len(slots) > 1 else None)) for slot in slots]
    filled = [scored.fact for _, scored in found if scored]
    missing = tuple(slot for slot, scored in found if scored is None)
    if query.kind is Kind.VALUE and filled and query.metrics and not query.places:
        filled = _elsewhere(library, query, judge, filled[0])
    if not filled or _too_little(query, filled, missing):
        return None
    return _confirmed(library, query, filled, missing)


def _too_little(query: Query, filled: Sequence[Fact], missing: Sequence[Slot]) -> bool:
    """Of two things compared both must be there; of more, those that are there are shown, with what is missing."""
    if query.kind not in (Kind.COMPARE, Kind.TARGET_VS_OUTCOME) or not missing:
        return False
    return query.kind is Kind.TARGET_VS_OUTCOME or len(filled) + len(missing) <= _COMPARED


def slots_of(query: Query, newest: int) -> list[Slot]:
    """The answers a question wants, in its order."""
    place = _innermost(query.places)
    period = query.periods[-1] if query.periods else None
    if query.kind is Kind.COMPARE and len(query.places) > 1:
        return [Slot(each, period, _status(query, period, newest)) for each in query.places]
    if query.kind is Kind.COMPARE and len(query.periods) > 1:
        return [Slot(place, each, _status(query, each, newest)) for each in query.periods]
    if query.kind is Kind.SERIES:
        return [Slot(place, year, _status(query, year, newest)) for year in _years(query, newest)]
    if query.kind is Kind.TARGET_VS_OUTCOME:
        return [Slot(place, period, Status.TARGET), Slot(place, period, Status.ACHIEVED)]
    return [Slot(place, period, query.status)]


def _innermost(places: Sequence[Place]) -> Place | None:
    """The last place named that holds none of the others."""
    inner = [place for place in places if not any(_holds(place, other) for other in places)]
    return inner[-1] if inner else None


def _holds(outer: Place, inner: Place) -> bool:
    return outer.code != inner.code and Places.load().covers(outer, inner)


def _status(query: Query, period: str | None, newest: int) -> Status | None:
    """What is compared over a year that is past was achieved, unless the question asks for targets."""
    past = period is None or int(period[:4]) < newest
    return query.status or (Status.ACHIEVED if past else None)


def _years(query: Query, newest: int) -> list[str]:
    """The years named one by one, those of the run named, or the last ten."""
    if query.span is None and len(query.periods) > 1:
        return list(query.periods)
    first, last = query.span or (newest - 10, newest - 1)
    return [str(year) for year in range(max(first, 1949), min(last, newest + 10) + 1)]


def _anchor(facts: Sequence[Fact], slots: Sequence[Slot], judge: Judge) -> Scored | None:
    """The best fact for any slot: it says which metric, measure and unit the others must have."""
    best = [found[0] for slot in slots if (found := _ranked(facts, slot, judge))]
    accepted = [found for found in best if acceptable(found)]
    return max(accepted, key=lambda found: round(found.score, 4), default=None)


def _ranked(facts: Sequence[Fact], slot: Slot, judge: Judge) -> list[Scored]:
    """Best first; of a year that is past, what was achieved goes before what was planned, unless a plan is
    asked for."""
    found = judge.best(facts, slot)
    if slot.status or (slot.period and int(slot.period[:4]) >= judge.newest):
        return found
    return sorted(found, key=lambda each: each.fact.status == Status.TARGET.value or not acceptable(each))


def acceptable(found: Scored) -> bool:
    said = found.own + found.named >= MIN_SAID and found.own >= MIN_OWN and found.named >= MIN_NAMED
    return said and found.coverage >= MIN_COVERAGE and found.score >= MIN_SCORE


def _pooled(library: Library, query: Query, pool: Pool, anchor: Fact, newest: int) -> list[Fact]:
    """The pool, and everything else the graph says about the anchor's metric in these places."""
    if query.kind in (Kind.VALUE, Kind.COUNT):
        return list(pool.facts)
    known = {fact.iri: fact for fact in pool.facts}
    years = [slot.period for slot in slots_of(query, newest) if slot.period]
    for fact in library.facts_about([anchor.metric], [place.code for place in query.places], years):
        known.setdefault(fact.iri, fact)
    return list(known.values())


def _fill(facts: Iterable[Fact], slot: Slot, judge: Judge, anchor: Scored | None) -> Scored | None:
    fitting = (
        found for found in _ranked(list(facts), slot, judge) if anchor is None or _like(found.fact, anchor.fact, slot)
    )
    return next((found for found in fitting if acceptable(found) or _metric_of(anchor) == found.fact.metric), None)


def _elsewhere(library: Library, query: Query, judge: Judge, first: Fact) -> list[Fact]:
    """Where no place is asked for: the country's figure, the first one, and those of other places of its level, all of
    the same metric, period and status."""
    own = Places.load().by_code(_code(first))
    if own is None or first.period is None or query.within_names:
        return [first]
    found: dict[str, Fact] = {}
    facts = library.facts_about([first.metric], periods=[first.period])
    for scored in judge.best(facts, Slot(None, first.period, Status(first.status))):
        fact, place = scored.fact, Places.load().by_code(_code(scored.fact))
        same = fact.period == first.period and _comparable(fact, first) and fact.metric == first.metric
        if same and place is not None and place.code != own.code and place.level in (own.level, _COUNTRY):
            found.setdefault(place.code, fact)
    national = [found.pop(COUNTRY)] if COUNTRY in found else []
    return [*national, first, *list(found.values())[:_BESIDE]]


def _metric_of(anchor: Scored | None) -> str | None:
    return anchor.fact.metric if anchor else None


def _like(fact: Fact, anchor: Fact, slot: Slot) -> bool:
    """Fit to stand beside the anchor; where no place is asked for, it must be the same place."""
    return _comparable(fact, anchor) and (slot.place is not None or fact.place == anchor.place)


def _comparable(fact: Fact, anchor: Fact) -> bool:
    """Like with like: the same measure, a unit of the same kind, a year with a year."""
    units = fact.unit == anchor.unit or alike(fact.unit, anchor.unit)
    return fact.measure == anchor.measure and units and is_average(fact) == is_average(anchor)


def _confirmed(library: Library, query: Query, filled: Sequence[Fact], missing: tuple[Slot, ...] = ()) -> Chosen:
    """The one query of the answer, and what it returns beside the chosen facts: others that agree, or disagree."""
    keys, said = set(map(key_of, filled)), set(map(said_of, filled))
    known = {fact.iri for fact in filled}
    returned = [fact for fact in _same_metric(library, filled) if key_of(fact) in keys]
    agreeing = [fact for fact in returned if said_of(fact) in said and fact.iri not in known]
    others = [fact for fact in returned if said_of(fact) not in said]
    contested = set(map(key_of, others)) | {key for key in keys if sum(key_of(fact) == key for fact in filled) > 1}
    sparql = observations_query(query.text, filled, library.base, contested=contested)
    facts = [fact for each in filled for fact in (each, *(a for a in agreeing if said_of(a) == said_of(each)))]
    return Chosen(tuple(dict.fromkeys(facts)), sparql, tuple(others), missing)


def _same_metric(library: Library, facts: Sequence[Fact]) -> list[Fact]:
    codes = {_code(fact) for fact in facts if fact.place}
    periods = {fact.period for fact in facts if fact.period}
    return library.facts_about(dict.fromkeys(fact.metric for fact in facts), sorted(codes), sorted(periods))


def _over_places(library: Library, query: Query, pool: Pool, judge: Judge) -> Chosen | None:
    """One fact for each place of the level asked for, of the metric, measure and period that fit best."""
    period = query.periods[-1] if query.periods else str(judge.newest - 1)
    asked = replace(judge, query=replace(query, kind=Kind.VALUE))
    status = Status.ACHIEVED if query.met is not None else query.status or Status.ACHIEVED
    anchor = _anchor(pool.facts, [Slot(None, period, status)], asked) or _anchor(
        pool.facts, [Slot(None, None, status)], asked
    )
    if anchor is None or anchor.fact.value is None:
        return None
    facts = library.facts_about([anchor.fact.metric], periods=[period])
    by_place: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_place[_code(fact)].append(fact)
    slots = [Slot(place, period, status) for place in _places(query, facts)]
    filled = (_fill(by_place[place.code], slot, asked, anchor) for slot in slots if (place := slot.place))
    best = [found.fact for found in filled if found]
    exact = [fact for fact in best if _of_the_year(fact, period)]
    ordered = sorted(exact, key=lambda fact: (_in(anchor.fact.unit, fact), fact.place or ""), reverse=not query.lowest)
    close: list[Fact] = []
    if query.met is not None:
        wanted = Verdict.MET if query.met else Verdict.MISSED
        pairs = [pair for fact in ordered if (pair := _against_target(fact, by_place[_code(fact)], asked, anchor))]
        near = [pair for pair in pairs if pair.found.reason == "about"]
        told = [pair for pair in pairs if pair.found.verdict is wanted] or near
        kept = [fact for pair in told for fact in (pair.outcome, pair.target)]
        close = [pair.outcome for pair in near]
    else:
        kept = [fact for fact in ordered if query.bar is None or passes(fact.value or 0.0, fact.unit, query.bar)]
    if not kept:
        return None
    level = query.scope or "province"
    named = {place.code for place in query.places if place.level == level} - {_code(fact) for fact in best}
    missing = tuple(slot for slot in slots_of(replace(query, kind=Kind.COMPARE), judge.newest) if _of(slot, named))
    return replace(
        _confirmed(library, query, kept[: query.k or _EXTREMES], missing), close=tuple(close), compared=len(ordered)
    )


def _of(slot: Slot, codes: set[str]) -> bool:
    return slot.place is not None and slot.place.code in codes


def _all_targets(library: Library, query: Query, slot: Slot, judge: Judge) -> Chosen | None:
    """Every core metric of the place and year that has both a target and an outcome, met or missed as asked."""
    if slot.place is None or slot.period is None:
        return None
    kept: list[Fact] = []
    near: list[Fact] = []
    for metric in Metrics.load():
        facts = library.facts_about([f"metric/{metric.id}"], [slot.place.code], [slot.period])
        for pair in _target_and_outcome(facts, slot, judge):
            if query.met is None or pair.found.verdict is (Verdict.MET if query.met else Verdict.MISSED):
                kept += [pair.target, pair.outcome]
            elif pair.found.reason == "about":
                near += [pair.target, pair.outcome]
    return _confirmed(library, query, kept or near) if kept or near else None


@dataclass(frozen=True, slots=True)
class _Pair:
    outcome: Fact
    target: Fact
    found: Judgement


def _target_and_outcome(facts: Sequence[Fact], slot: Slot, judge: Judge) -> list[_Pair]:
    """The best target that has an outcome, if any."""
    whole = [fact for fact in facts if fact.period == slot.period and fact.value is not None]
    results = judge.best(whole, replace(slot, status=Status.ACHIEVED))
    for target in judge.best(whole, replace(slot, status=Status.TARGET)):
        result = next((each.fact for each in results if _comparable(each.fact, target.fact)), None)
        if result is not None:
            return [_Pair(result, target.fact, judged(target.fact, result))]
    return []


def _against_target(fact: Fact, facts: Sequence[Fact], judge: Judge, anchor: Scored) -> _Pair | None:
    """The outcome beside its target, where there is one."""
    place = Places.load().by_code(_code(fact))
    target = _fill(facts, Slot(place, fact.period, Status.TARGET), judge, anchor)
    if target is None or target.fact.value is None or fact.value is None:
        return None
    return _Pair(fact, target.fact, judged(target.fact, fact))


def _in(unit: str, fact: Fact) -> float:
    """Its value in that unit, or as it is where the two measure different things."""
    value = fact.value or 0.0
    same = converted(value, fact.unit, unit)
    return value if same is None else same


def _of_the_year(fact: Fact, period: str) -> bool:
    return fact.value is not None and fact.period is not None and fact.period[:4] == period[:4]


def _code(fact: Fact) -> str:
    return (fact.place or "").removeprefix("place/")


def _places(query: Query, facts: Iterable[Fact]) -> list[Place]:
    """The places of the level asked for that the facts speak of, inside the places named."""
    codes = dict.fromkeys(_code(fact) for fact in facts if fact.place)
    known = [place for code in codes if (place := Places.load().by_code(code))]
    level = query.scope or "province"
    inside = [place for place in known if place.level == level and _within(place, query.places)]
    return sorted(inside, key=lambda place: place.code)


def _within(place: Place, outers: Sequence[Place]) -> bool:
    return not outers or any(Places.load().covers(outer, place) for outer in outers)


def passes(value: float, unit: str, bar: Bar) -> bool:
    if bar.unit and not alike(bar.unit, unit):
        return False
    same = converted(value, unit, bar.unit) if bar.unit else value
    value = value if same is None else same
    return {
        Comparator.MORE: value > bar.value,
        Comparator.AT_LEAST: value >= bar.value,
        Comparator.LESS: value < bar.value,
        Comparator.AT_MOST: value <= bar.value,
    }.get(bar.comparator, value == bar.value)
