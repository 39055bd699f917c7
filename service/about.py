"""`/coverage`: what is loaded, by which build, and its downloads; `/help`: how to ask and how to read an answer."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, send_file

from service import coverage, facts
from service.current import served

blueprint = Blueprint("about", __name__)
DOWNLOADS = {"statements.jsonl": "application/jsonl", "manifest.json": "application/json"}
SHOWN_METRICS = 60


@blueprint.get("/coverage")
def loaded() -> str:
    build = served()
    metrics = coverage.metrics(build)[:SHOWN_METRICS]
    return render_template(
        "coverage.html",
        build=build.build,
        counts=coverage.counts(build),
        coverage=coverage.coverage(build),
        documents=list(build.build.passages.documents()),
        metrics=metrics,
        names=facts.labels(build.build.graph, (iri for iri, _ in metrics)),
    )


@blueprint.get("/help")
def help() -> str:
    return render_template("help.html")


@blueprint.get("/downloads/<name>")
def download(name: str) -> Response:
    if name not in DOWNLOADS:
        abort(404, f"there is no download {name}")
    return send_file(served().build.path / name, mimetype=DOWNLOADS[name], as_attachment=True, etag=False)
