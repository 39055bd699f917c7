"""`/api/v1/series` and `/api/v1/compare`: one metric over time, and of several places side by side."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from analysis.records import comparison_record, series_record, thing_record
from reports.pictures import Setting
from reports.requests import Asked, comparison, series_by_place
from service.current import served
from service.language import language
from service.links import absolute

blueprint = Blueprint("series", __name__)


@blueprint.get("/api/v1/series")
def series() -> Response:
    """One list of points a place; `points` is that of the first, for those who ask for one."""
    found = [{"place": thing_record(place), **series_record(row)} for place, row in series_by_place(_asked()).items()]
    return jsonify(metric=request.args.get("metric"), points=found[0]["points"] if found else [], series=found)


@blueprint.get("/api/v1/compare")
def compare() -> Response:
    return jsonify(metric=request.args.get("metric"), **comparison_record(comparison(_asked())))


def _asked() -> Asked:
    return Asked(served().build, request.args, Setting(language(), absolute(request.full_path.rstrip("?"))))
