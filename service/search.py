"""`/` and `/search`: a question's answer as a page; `/api/v1/answer`: the same answer as JSON, CSV or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from service import answers, coverage, parameters, tables, telemetry
from service.answers import Asked
from service.current import Served, served
from service.language import LANGUAGES, language, words
from service.links import absolute
from service.settings import Settings

if TYPE_CHECKING:
    from answering.answer import Answer

blueprint = Blueprint("search", __name__)
SHOWN_EXAMPLES = 6


@blueprint.get("/")
def home() -> str:
    build = served()
    return render_template("home.html", counts=coverage.counts(build), examples=examples(build, language=language()))


@blueprint.get("/search")
def results() -> str | Redirect:
    question = parameters.text("q", limit=_settings().question_limit, required=False)
    if not question:
        return redirect("/")
    asked = Asked(question, language(), _without())
    return render_template("search.html", **answers.page(_answered(asked), asked, hits=_settings().hits))


@blueprint.get("/api/v1/answer")
def answer() -> Response:
    question = parameters.text("q", limit=_settings().question_limit)
    asked = Asked(question, parameters.choice("lang", "", ("", *LANGUAGES)) or None, _without())
    form = parameters.choice("format", "json", ("json", "csv", "text"))
    record = answers.record_of(_answered(asked), hits=_settings().hits)
    if form != "json":
        record["answer"]["rows"] = answers.in_language(record["answer"]["rows"])
    if form == "csv":
        return tables.attachment(tables.answer_csv(record["answer"]["rows"]), "chaotou-answer.csv")
    if form == "text":
        return Response(answers.plain(record, absolute("/search" + asked.query())), mimetype="text/plain")
    record["answer"]["rows"] = answers.in_both_languages(record["answer"]["rows"])
    return jsonify(record)


def _without() -> tuple[str, ...]:
    return tuple(key[:100] for key in request.args.getlist("without")[:10])


def _answered(asked: Asked) -> Answer:
    found = answers.answer(served(), asked)
    telemetry.count_answer(current_app, found.query.kind.value, "answered" if found.answered else "not_found")
    return found


def examples(build: Served, *, language: str) -> list[str]:
    """Example questions that this very build answers."""

    def answered(build: Served) -> list[str]:
        asked = [Asked(question) for question in words(language)["examples"].strip().splitlines()]
        return [each.question for each in asked if answers.answer(build, each).rows]

    return build.resource(f"examples-{language}", answered)[:SHOWN_EXAMPLES]


@blueprint.app_template_global()
def example() -> str:
    """The first question that this build answers, for the empty box; "" if none of ours is."""
    return next(iter(examples(served(), language=language())), "")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
