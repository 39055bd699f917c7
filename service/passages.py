"""`/api/v1/search`: passages nearest to a text; `/api/v1/suggest`: names like what is being typed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from model.statement import EntityType
from service import completions, documents, parameters
from service.current import served
from service.language import LANGUAGES, term

blueprint = Blueprint("passages", __name__)
SUGGESTED = 8
_ENTITIES = frozenset(kind.value for kind in EntityType)
KINDS = {"all": None, "entity": _ENTITIES, "metric": frozenset({"Metric"})}


@blueprint.get("/api/v1/search")
def search() -> Response:
    settings = current_app.config["SETTINGS"]
    text = parameters.text("q", limit=settings.question_limit)
    k = parameters.count("k", settings.hits, high=settings.hits_limit)
    language = parameters.choice("lang", "", ("", *LANGUAGES)) or _language_of(text)
    hits = served().build.retriever.search(text, k=k, language=language)
    asked = {"text": text, "language": language, "k": k}
    return jsonify(query=asked, hits=[_hit(hit.passage, hit.score) for hit in hits])


@blueprint.get("/api/v1/suggest")
def suggest() -> Response:
    text = parameters.text("q", limit=current_app.config["SETTINGS"].question_limit)
    kind = parameters.choice("kind", "all", KINDS)
    if kind == "all":
        return jsonify(suggestions=completions.complete(served().build, text, k=SUGGESTED))
    hits = served().build.labels.search(text, kinds=KINDS[kind], k=SUGGESTED, dense=False)
    return jsonify(suggestions=[{"text": hit.label, "kind": term("type", hit.kind), "id": hit.id} for hit in hits])


def _hit(id: str, score: float) -> dict[str, Any]:
    passage = served().build.passages.passage(id)
    return {
        "passage": id,
        "text": passage.text,
        "score": round(float(score), 6),
        "start": passage.start,
        "end": passage.end,
        "document": documents.record(documents.find(passage.document)),
    }


def _language_of(text: str) -> str:
    return "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
