"""`/coverage`: what is loaded, by which build, and its downloads; `/help`: how to ask and how to read an answer."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, send_file

from lexicon.places import Places
from service import coverage, facts
from service.current import served
from service.language import language

blueprint = Blueprint("about", __name__)
DOWNLOADS = {"statements.jsonl": "application/jsonl", "manifest.json": "application/json"}
SHOWN_METRICS = 60


@blueprint.get("/coverage")
def loaded() -> str:
    build = served()
    metrics = coverage.metrics(build)[:SHOWN_METRICS]
    names = facts.labels(build.build.graph, (iri for iri, _ in metrics))
    foreign = {iri for iri, name in names.items() if language() == "en" and not name.isascii()}
    return render_template(
        "coverage.html",
        build=build.build,
        counts=coverage.counts(build),
        coverage=coverage.coverage(build),
        documents=list(build.build.passages.documents()),
        metrics=sorted(metrics, key=lambda metric: metric[0] in foreign),
        foreign=foreign,
        names=names,
        place_names=_place_names(coverage.coverage(build).places),
    )


def _place_names(places: tuple[str, ...]) -> dict[str, str]:
    """What documents call their places, in the language of the page where it has a name for them."""
    if language() == "zh":
        return {}
    known = {name: Places.load().named(name) for name in places}
    return {name: place.english for name, place in known.items() if place and place.english}


@blueprint.get("/help")
def help() -> str:
    return render_template("help.html")


@blueprint.get("/downloads/<name>")
def download(name: str) -> Response:
    if name not in DOWNLOADS:
        abort(404, f"there is no download {name}")
    return send_file(served().build.path / name, mimetype=DOWNLOADS[name], as_attachment=True, etag=False)
