"""`/metrics/<id>`: a metric's names, where and when it is stated, its ranking, series, targets and outcomes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template

from service import entities, facts, parameters
from service.current import served
from service.facts import Quantity, Thing
from service.language import language
from service.links import base

blueprint = Blueprint("metrics", __name__)
HEAT_LEVELS = (1, 2, 4, 8)
MOST = 20_000
PLACES = 40
SEARCHED = 20


@dataclass(frozen=True, slots=True)
class Heat:
    """How often a metric is stated, by place (most stated first) and year; `places` may be cut to the first 40."""

    places: tuple[Thing, ...]
    years: tuple[int, ...]
    cells: dict[tuple[Thing, int], int]

    def level(self, place: Thing, year: int) -> int:
        """0 for none to 4 for many: the shade of a cell."""
        return sum(self.cells.get((place, year), 0) >= bound for bound in HEAT_LEVELS)


@blueprint.get("/metrics/<path:id>")
def metric(id: str) -> str:
    found = entities.profile(f"metric/{id}")
    observations = stated(found.iri)
    kinds = Counter((fact.measure, fact.unit) for fact in observations).most_common()
    measure, unit = _wanted(kinds)
    chosen = [fact for fact in observations if (fact.measure, fact.unit) == (measure, unit)]
    years = sorted({year for fact in chosen if (year := year_of(fact)) is not None}, reverse=True)
    year = parameters.integer("year", _best_year(chosen), low=1900, high=2100)
    return render_template(
        "metric.html",
        id=id,
        metric=found,
        observations=observations,
        kinds=kinds,
        measure=measure,
        unit=unit,
        heat=heat(chosen),
        years=years,
        year=year,
        ranking=ranking(chosen, year),
        pairs=pairs(chosen),
    )


@blueprint.get("/api/v1/metrics")
def metrics() -> Response:
    text = parameters.text("q", limit=200)
    k = parameters.count("k", SEARCHED, high=100)
    hits = served().build.labels.search(text, kinds={"Metric"}, k=k)
    names = facts.labels(served().build.graph, [base() + hit.id for hit in hits], language())
    return jsonify(
        metrics=[
            {
                "iri": base() + hit.id,
                "id": hit.id.partition("/")[2],
                "label": names.get(base() + hit.id, hit.label),
                "matched": hit.label,
                "score": round(float(hit.score), 4),
            }
            for hit in hits
        ]
    )


def stated(iri: str) -> list[Quantity]:
    return facts.quantities(served().build.graph, f"?id ach:metric <{iri}> .", language(), order="?id", limit=MOST)


def year_of(fact: Quantity) -> int | None:
    """The year of a period that lies within one year."""
    first, _, last = fact.period.partition("/")
    return int(first[:4]) if first[:4].isdigit() and (not last or last[:4] == first[:4]) else None


def heat(observations: list[Quantity]) -> Heat:
    cells: Counter[tuple[Thing, int]] = Counter()
    for fact in observations:
        year = year_of(fact)
        if fact.place and year:
            cells[fact.place, year] += 1
    places = Counter({place: 0 for place, _ in cells})
    for (place, _), count in cells.items():
        places[place] += count
    kept = tuple(place for place, _ in sorted(places.items(), key=lambda item: (-item[1], item[0].iri))[:PLACES])
    years = sorted({year for place, year in cells if place in kept})
    return Heat(kept, tuple(range(years[0], years[-1] + 1)) if years else (), dict(cells))


def ranking(observations: list[Quantity], year: int | None) -> list[Quantity]:
    """Whole-year achieved values of one year, one a place, the largest first."""
    found: dict[str, Quantity] = {}
    for fact in observations:
        if fact.place and fact.value is not None and fact.status == "achieved" and fact.period == str(year):
            found.setdefault(fact.place.iri, fact)
    return sorted(found.values(), key=lambda fact: (-(fact.value or 0), fact.place.iri if fact.place else ""))


def pairs(observations: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Targets with the outcome of the same place and year, the latest year first."""
    outcomes: dict[tuple[Thing | None, str], Quantity] = {}
    for fact in observations:
        if fact.status == "achieved" and fact.value is not None:
            outcomes.setdefault((fact.place, fact.period), fact)
    found: dict[tuple[Thing, str], tuple[Quantity, Quantity]] = {}
    for fact in observations:
        outcome = outcomes.get((fact.place, fact.period))
        if fact.status == "target" and fact.place and fact.period and outcome and fact.value is not None:
            found.setdefault((fact.place, fact.period), (fact, outcome))
    return [found[key] for key in sorted(found, key=lambda key: (key[1], key[0].iri), reverse=True)]


def _wanted(kinds: list[tuple[tuple[str, str], int]]) -> tuple[str, str]:
    """The measure and unit asked for, else the most stated one."""
    first = kinds[0][0] if kinds else ("", "")
    asked = (parameters.text("measure", limit=20, required=False), parameters.text("unit", limit=40, required=False))
    if asked[0] and not asked[1]:
        return next((kind for kind, _ in kinds if kind[0] == asked[0]), first)
    return asked if asked in [kind for kind, _ in kinds] else first


def _best_year(observations: list[Quantity]) -> int | None:
    """The year with most places, the later of two."""
    places: dict[int, set[str]] = {}
    for fact in observations:
        year = year_of(fact)
        if year and fact.place and fact.status == "achieved":
            places.setdefault(year, set()).add(fact.place.iri)
    return max(places, key=lambda year: (len(places[year]), year)) if places else None
