"""`/figures/<kind>.<format>`: a figure as SVG, PNG or PDF, and the data behind it as CSV."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from figures import FORMATS, render
from figures.tables import to_csv
from reports.pictures import Setting
from reports.requests import KINDS, chart
from service import coverage, parameters
from service.current import served
from service.language import language
from service.links import absolute

blueprint = Blueprint("figures", __name__)
TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "csv": "text/csv"}
WIDTHS = {"page": 640.0, "phone": 330.0}


@blueprint.get("/figures/<kind>.<format>")
def figure(kind: str, format: str) -> Response:
    if kind not in KINDS or format not in TYPES:
        abort(404, f"figures are {', '.join(sorted(KINDS))}, each as {', '.join(sorted(TYPES))}")
    width = WIDTHS[parameters.choice("size", "page", tuple(WIDTHS))]
    setting = Setting(language(), absolute(data_link(kind)), coverage.names(served()), width)
    drawn = chart(served().build, kind, request.args, setting)
    if format in FORMATS:
        return Response(render(drawn, format), content_type=TYPES[format])
    response = Response(to_csv(drawn), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return response


def data_link(kind: str) -> str:
    """Where the data behind this request's figure are: the permalink printed under it."""
    query = "&".join(part for part in request.query_string.decode("ascii", "replace").split("&") if part[:5] != "size=")
    return f"/figures/{kind}.csv" + (f"?{query}" if query else "")
