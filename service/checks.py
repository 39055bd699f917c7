"""`/checks`: where documents disagree, and claims of rank held against the other reports; the same as JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

import analysis
from analysis.naming import find
from analysis.records import fact_record
from model.errors import QueryError
from service import coverage, facts, parameters
from service.current import served
from service.language import language
from service.links import base

blueprint = Blueprint("checks", __name__)
TELLING = ("conflict", "restated", "scope")
MOST = 200
OFFERED = 24


@blueprint.get("/checks")
def checks() -> str:
    """Without a metric or place nothing is checked yet: the whole corpus at once would keep a reader waiting."""
    metrics = coverage.metrics(served())[:OFFERED]
    asked = bool(request.args.get("metric") or request.args.get("place"))
    return render_template(
        "checks.html",
        filters=request.args,
        shown={kind: _named(kind) for kind in ("metric", "place")},
        asked=asked,
        metrics=[] if asked else metrics,
        names={} if asked else facts.labels(served().build.graph, (iri for iri, _ in metrics)),
        disagreements=[found for found in _disagreements() if found.kind in TELLING] if asked else [],
        claims=_claims() if asked else [],
    )


@blueprint.get("/api/v1/disagreements")
def disagreements() -> Response:
    """`kind` is the worst of: equal, rounded, hedged, scope, restated, conflict."""
    rows = [{"kind": found.kind, "facts": list(map(fact_record, found.facts))} for found in _disagreements()]
    return jsonify(disagreements=rows)


@blueprint.get("/api/v1/rank-claims")
def rank_claims() -> Response:
    return jsonify(claims=list(map(_claim_record, _claims())))


def _claim_record(claim: analysis.Claim) -> dict[str, Any]:
    return {
        "claim": fact_record(claim.claim),
        "verdict": claim.verdict,
        "reason": claim.reason,
        "own": fact_record(claim.own) if claim.own else None,
        "ahead": list(map(fact_record, claim.ahead)),
        "known": claim.known,
        "peers": claim.peers,
    }


def _disagreements() -> list[analysis.Disagreement]:
    return analysis.disagreements(served().build.graph, **_filters(), limit=MOST, language=language())


def _claims() -> list[analysis.Claim]:
    return analysis.rank_claims(served().build.graph, **_filters(), limit=MOST, language=language())


def _filters() -> dict[str, str | None]:
    """`metric` and `place` by id, IRI, code or name, one of them at least; `period` as records write it."""
    metric, place = _thing("metric"), _thing("place")
    if not metric and not place:
        raise QueryError("neither a metric nor a place is named", where="metric, place", advice="name one of them")
    return {
        "metric": metric,
        "place": place,
        "period": parameters.text("period", limit=20, required=False) or None,
    }


def _named(kind: str) -> str:
    """What a filter names, in the language of the page."""
    thing = _thing(kind)
    return facts.labels(served().build.graph, [thing]).get(thing, thing) if thing else ""


def _thing(kind: str) -> str | None:
    text = parameters.text(kind, limit=200, required=False)
    return find(served().build.graph, text, kind=kind, base=base()) if text else None
