"""`/validation`: the checks of the build's whole graph, and SHACL of the ontology and a sample of documents."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response as Answered

from graph.formats import GRAPHS
from graph.validation import CHECKS, Finding, Problem, check_store, report_triples, validate_document, validate_ontology
from service import cross_origin, void
from service.current import Served, served
from service.negotiation import HTML, choose

blueprint = Blueprint("validation", __name__)
cross_origin.allow(blueprint)
SAMPLE = 3  # documents that pySHACL reads
PATIENCE = 0.5  # seconds that a reader waits for the page itself
AGAIN = "3"  # seconds after which a browser asks again


@dataclass(frozen=True, slots=True)
class Report:
    """`documents` are the IRIs of the sample; `problems` what SHACL finds there and in the ontology."""

    findings: tuple[Finding, ...]
    documents: tuple[str, ...]
    problems: tuple[Problem, ...]


@blueprint.get("/validation")
def validation() -> Answered:
    """A program waits for the report; a reader is told that it is being made, and the page comes again by itself."""
    if choose((HTML, *GRAPHS)) != HTML:
        return void.answer(report_triples(served().resource("validation", make).findings))
    report = served().soon("validation", make, patience=PATIENCE)
    if report is None:
        return _underway()
    failed = {finding.check.name: finding for finding in report.findings}
    response = make_response(render_template("validation.html", report=report, checks=CHECKS, failed=failed))
    response.vary.add("Accept")
    return response


def _underway() -> Answered:
    response = make_response(render_template("validation.html", report=None), 202)
    response.headers.update({"Refresh": AGAIN, "Cache-Control": "no-store"})
    response.vary.add("Accept")
    return response


def make(build: Served) -> Report:
    """Up to a minute for a build of millions of triples; made once a build, never while a reader waits."""
    graph = build.build.graph
    documents = [name for name in graph.graphs() if name.value.startswith(build.build.base + "document/")]
    sample = documents[:: max(1, len(documents) // SAMPLE)][:SAMPLE]
    problems = [*validate_ontology(), *(problem for one in sample for problem in validate_document(graph, one))]
    return Report(tuple(check_store(graph)), tuple(name.value for name in sample), tuple(problems))
