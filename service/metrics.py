"""`/metrics/<id>`: a metric's names, where and when it is stated, its ranking, series, targets and outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template

import analysis
from analysis import Fact, Thing
from service import entities, facts, parameters
from service.current import served
from service.language import language
from service.links import base
from service.series import drawable

blueprint = Blueprint("metrics", __name__)
HEAT_LEVELS = (1, 2, 4, 8)
LEVELS = ("province", "prefecture", "county")
PLACES = 40
SEARCHED = 20
SERIES = 6


@dataclass(frozen=True, slots=True)
class Heat:
    """How often a metric is stated, by place (most stated first, at most 40) and year."""

    places: tuple[Thing, ...]
    years: tuple[int, ...]
    cells: dict[tuple[Thing, int], int]

    def level(self, place: Thing, year: int) -> int:
        """0 for none to 4 for many: the shade of a cell."""
        return sum(self.cells.get((place, year), 0) >= bound for bound in HEAT_LEVELS)


@blueprint.get("/metrics/<path:id>")
def metric(id: str) -> str:
    found = entities.profile(f"metric/{id}")
    graph = served().build.graph
    stated = analysis.facts(graph, metrics=[found.iri], language=language())
    measures = [name for name, _ in Counter(fact.measure for fact in stated).most_common()]
    measure = parameters.choice("measure", measures[0] if measures else "", measures or ("",))
    chosen = [fact for fact in stated if fact.measure == measure]
    year = parameters.integer("year", _best_year(chosen), low=1900, high=2100)
    level = parameters.choice("level", LEVELS[0], LEVELS)
    return render_template(
        "metric.html",
        id=id,
        base=base(),
        metric=found,
        stated=stated,
        measures=measures,
        measure=measure,
        heat=heat(chosen),
        drawn=drawable(chosen, lambda fact: fact.place)[:SERIES],
        years=sorted({year for fact in chosen if (year := year_of(fact))}, reverse=True),
        year=year,
        levels=LEVELS,
        level=level,
        ranking=_ranking(found.iri, year, level, measure),
        targets=analysis.targets(graph, metric=found.iri, measure=measure, language=language()),
    )


@blueprint.get("/api/v1/metrics")
def metrics() -> Response:
    text = parameters.text("q", limit=200)
    k = parameters.count("k", SEARCHED, high=100)
    hits = served().build.labels.search(text, kinds={"Metric"}, k=k)
    names = facts.labels(served().build.graph, [base() + hit.id for hit in hits])
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


def _ranking(iri: str, year: int | None, level: str, measure: str) -> analysis.Comparison | None:
    if year is None:
        return None
    graph = served().build.graph
    return analysis.ranking(graph, iri, str(year), level=level, measure=measure, language=language())


def year_of(fact: Fact) -> int | None:
    """The year of a period that lies within one year."""
    first, _, last = fact.period.partition("/")
    return int(first[:4]) if first[:4].isdigit() and (not last or last[:4] == first[:4]) else None


def heat(stated: Iterable[Fact]) -> Heat:
    dated = [(fact.place, year) for fact in stated if fact.place and (year := year_of(fact))]
    cells = Counter(dated)
    busiest = sorted(Counter(place for place, _ in dated).items(), key=lambda item: (-item[1], item[0].iri))
    places = tuple(place for place, _ in busiest[:PLACES])
    years = [year for place, year in cells if place in places]
    return Heat(places, tuple(range(min(years), max(years) + 1)) if years else (), dict(cells))


def _best_year(stated: Iterable[Fact]) -> int | None:
    """The year that most places speak of, the latest of several."""
    places: dict[int, set[str]] = {}
    for fact in stated:
        year = year_of(fact)
        if year and fact.place and fact.status == "achieved":
            places.setdefault(year, set()).add(fact.place.iri)
    return max(places, key=lambda year: (len(places[year]), year), default=None)
