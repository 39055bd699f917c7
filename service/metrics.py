"""`/metrics/<id>`: a metric's names, where and when it is stated, its ranking, series, targets and outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template

import analysis
from analysis import Fact, Filters, Thing
from analysis.facts import Match, facts_by_iri
from service import entities, facts, parameters
from service.current import served
from service.language import language
from service.links import base
from service.series import FEWEST_YEARS

blueprint = Blueprint("metrics", __name__)
HEAT_LEVELS = (1, 2, 4, 8)
LEVELS = ("province", "prefecture", "county")
PLACES = 40
SEARCHED = 20
SERIES = 6
NEARLY = 0.75
LISTED = 200


@dataclass(frozen=True, slots=True)
class Heat:
    """How often a metric is stated, by place (most stated first, at most 40) and year."""

    places: tuple[Thing, ...]
    years: tuple[int, ...]
    cells: dict[tuple[str, int], int]

    def count(self, place: Thing, year: int) -> int:
        return self.cells.get((place.iri, year), 0)

    def level(self, place: Thing, year: int) -> int:
        """0 for none to 4 for many: the shade of a cell."""
        return sum(self.count(place, year) >= bound for bound in HEAT_LEVELS)


@blueprint.get("/metrics/<path:id>")
def metric(id: str) -> str:
    found = entities.profile(f"metric/{id}")
    graph = served().build.graph
    stated = analysis.matching(graph, Filters(metrics=[found.iri]))
    measures = [name for name, _ in Counter(match.measure for match in stated).most_common()]
    measure = parameters.choice("measure", measures[0] if measures else "", measures or ("",))
    chosen = [match for match in stated if match.measure == measure]
    outcomes = analysis.matching(graph, Filters(metrics=[found.iri], measure=measure, status="achieved"))
    year = parameters.integer("year", _best_year(outcomes), low=1900, high=2100)
    level = parameters.choice("level", LEVELS[0], LEVELS)
    return render_template(
        "metric.html",
        id=id,
        base=base(),
        metric=found,
        count=len(stated),
        measures=measures,
        measure=measure,
        heat=heat(chosen),
        drawn=_drawn(outcomes),
        years=sorted({year for match in chosen if (year := year_of(match))}, reverse=True),
        year=year,
        levels=LEVELS,
        level=level,
        ranking=_ranking(found.iri, year, level, measure),
        targets=analysis.targets(graph, metric=found.iri, period=str(year), measure=measure, language=language()),
        stated=_of_year(chosen, year),
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


def year_of(match: Match) -> int | None:
    """The year of a period that lies within one year."""
    first, _, last = match.period.partition("/")
    return int(first[:4]) if first[:4].isdigit() and (not last or last[:4] == first[:4]) else None


def heat(stated: Iterable[Match]) -> Heat:
    dated = [(match.place, year) for match in stated if match.place and (year := year_of(match))]
    cells = Counter(dated)
    busiest = sorted(Counter(place for place, _ in dated).items(), key=lambda item: (-item[1], item[0]))[:PLACES]
    places = _named(place for place, _ in busiest)
    shown = {place.iri for place in places}
    years = [year for place, year in cells if place in shown]
    return Heat(tuple(places), tuple(range(min(years), max(years) + 1)) if years else (), dict(cells))


def _named(iris: Iterable[str]) -> list[Thing]:
    listed = list(iris)
    names = facts.labels(served().build.graph, listed)
    return [Thing(iri, names.get(iri, iri)) for iri in listed]


def _drawn(outcomes: Iterable[Match]) -> list[Thing]:
    """The places with outcomes of most years, if of enough for a series."""
    years: dict[str, set[str]] = {}
    for match in outcomes:
        if match.place and match.period.isdigit():
            years.setdefault(match.place, set()).add(match.period)
    longest = sorted(years, key=lambda place: (-len(years[place]), place))
    return _named([place for place in longest if len(years[place]) >= FEWEST_YEARS][:SERIES])


def _of_year(chosen: Iterable[Match], year: int | None) -> list[Fact]:
    wanted = [match.iri for match in chosen if year_of(match) == year or not year]
    found = facts_by_iri(served().build.graph, sorted(wanted)[:LISTED], language=language())
    return sorted(found, key=lambda fact: (fact.place.label if fact.place else "", fact.period))


def _best_year(outcomes: Iterable[Match]) -> int | None:
    """The latest year that nearly as many places speak of as of any."""
    places: dict[int, set[str]] = {}
    for match in outcomes:
        if match.place and (year := year_of(match)):
            places.setdefault(year, set()).add(match.place)
    most = max(map(len, places.values()), default=0)
    return max((year for year, speaking in places.items() if len(speaking) >= NEARLY * most), default=None)
