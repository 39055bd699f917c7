"""`/` and `/search`: a question's answer as a page; `/api/v1/answer`: the same answer as JSON, CSV or text."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template
from werkzeug.wrappers import Response as Redirect

from service import answers, coverage, parameters, tables, telemetry
from service.current import Served, served
from service.language import LANGUAGES, language, words
from service.links import absolute, query
from service.settings import Settings

blueprint = Blueprint("search", __name__)
SHOWN_EXAMPLES = 6


@blueprint.get("/")
def home() -> str:
    return render_template("home.html", counts=coverage.counts(served()), examples=_examples(language()))


@blueprint.get("/search")
def results() -> str | Redirect:
    question = parameters.text("q", limit=_settings().question_limit, required=False)
    if not question:
        return redirect("/")
    record = _answered(question, language())
    return render_template("search.html", **answers.page(record), question=question)


@blueprint.get("/api/v1/answer")
def answer() -> Response:
    question = parameters.text("q", limit=_settings().question_limit)
    wanted = parameters.choice("lang", "", ("", *LANGUAGES)) or None
    form = parameters.choice("format", "json", ("json", "csv", "text"))
    record = _answered(question, wanted)
    if form == "csv":
        return tables.attachment(tables.answer_csv(record["answer"]["rows"]), "chaotou-answer.csv")
    if form == "text":
        return Response(answers.plain(record, absolute("/search" + query(q=question))), mimetype="text/plain")
    return jsonify(record)


def _answered(question: str, wanted: str | None) -> dict[str, Any]:
    started = time.perf_counter()
    record = answers.answer(served(), question, wanted, hits=_settings().hits)
    record["took_ms"] = round((time.perf_counter() - started) * 1000, 1)
    telemetry.count_answer(current_app, record["query"]["class"], record["answer"]["status"])
    return record


def _examples(wanted: str) -> list[str]:
    """Example questions that this very build answers."""

    def answered(build: Served) -> list[str]:
        asked = words(wanted)["examples"].strip().splitlines()
        return [q for q in asked if answers.answer(build, q, None, hits=1)["answer"]["status"] == "answered"]

    return served().resource(f"examples-{wanted}", answered)[:SHOWN_EXAMPLES]


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
