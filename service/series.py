"""`/api/v1/series` and `/api/v1/compare`: one metric over time, and of several places side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, Response, jsonify, request

from analysis import Fact, Thing
from analysis.records import comparison_record, series_record, thing_record
from reports.pictures import Setting
from reports.requests import Asked, comparison, series_by_place
from service.current import served
from service.language import language
from service.links import absolute

blueprint = Blueprint("series", __name__)
FEWEST_YEARS = 3


@blueprint.get("/api/v1/series")
def series() -> Response:
    """One list of points a place; `points` is that of the first, for those who ask for one."""
    found = [{"place": thing_record(place), **series_record(row)} for place, row in series_by_place(_asked()).items()]
    return jsonify(metric=request.args.get("metric"), points=found[0]["points"] if found else [], series=found)


@blueprint.get("/api/v1/compare")
def compare() -> Response:
    return jsonify(metric=request.args.get("metric"), **comparison_record(comparison(_asked())))


def drawable(stated: Iterable[Fact], key: Callable[[Fact], Thing | None]) -> list[Thing]:
    """The things (places of a metric, metrics of a place) with outcomes of enough years, in one unit, for a series."""
    years: dict[tuple[Thing, str, str], set[str]] = {}
    for fact in stated:
        thing = key(fact)
        if thing and fact.value is not None and fact.status == "achieved" and fact.period.isdigit():
            years.setdefault((thing, fact.measure, fact.unit), set()).add(fact.period)
    longest = sorted(years, key=lambda kind: (-len(years[kind]), kind[0].iri))
    return list(dict.fromkeys(kind[0] for kind in longest if len(years[kind]) >= FEWEST_YEARS))


def _asked() -> Asked:
    return Asked(served().build, request.args, Setting(language(), absolute(request.full_path.rstrip("?"))))
