"""What the query editor asks for: the terms of the ontology, names of things, and the labels of IRIs in a result."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from graph.namespaces import PREFIXES
from graph.terms import Iri
from graph.vocabulary import ontology_terms
from model.errors import QueryError
from service import parameters
from service.current import served
from service.facts import labels
from service.language import language

blueprint = Blueprint("sparql_editor", __name__)
SUGGESTED = 20
NAMED = 500


@blueprint.get("/sparql/terms")
def terms() -> Response:
    """`{"prefixes": {name: IRI}, "terms": [{iri, kind: "class" | "property", label}]}` of our ontology."""
    wanted = language()
    found = [
        {"iri": item.iri, "kind": item.kind, "label": item.labels.get(wanted, "")}
        for item in ontology_terms()
        if item.kind != "other"
    ]
    return jsonify(prefixes=PREFIXES, terms=found)


@blueprint.get("/sparql/labels")
def suggestions() -> Response:
    """Things and metrics whose name is like `q`: `{"labels": [{iri, label, kind}]}`."""
    build = served().build
    hits = build.labels.search(parameters.text("q", limit=100), k=SUGGESTED)
    return jsonify(labels=[{"iri": build.base + hit.id, "label": hit.label, "kind": hit.kind} for hit in hits])


@blueprint.post("/sparql/names")
def names() -> Response:
    """`{"iris": [...]}` → `{"names": {iri: label}}`, for those that have one in the graph."""
    asked = request.get_json(silent=True)
    iris = asked.get("iris") if isinstance(asked, dict) else None
    if not isinstance(iris, list) or len(iris) > NAMED or not all(isinstance(iri, str) for iri in iris):
        raise QueryError("not a list of IRIs", where="iris", advice=f"send at most {NAMED} as JSON")
    safe = [iri for iri in iris if Iri.valid(iri)]
    return jsonify(names=labels(served().build.graph, safe))
