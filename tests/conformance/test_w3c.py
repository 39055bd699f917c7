"""W3C SPARQL 1.1 query, syntax and result-format tests through the endpoint; every failure is listed with its cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from bench.sparql.comparing import same_graph, same_results
from bench.sparql.w3c import EMPTY, SITE, Case, cases, graph_name
from graph.scan import Form, scan

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "conformance" / "sparql"
SUITE = ROOT / "sparql11"
KINDS = frozenset(
    {"QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"}
)
UPDATES = "delete-insert/"  # updates by another class of test
FORMATS = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
CASES = [case for case in cases(SUITE, KINDS) if not case.name.startswith(UPDATES)] if SUITE.is_dir() else []
_GRAPH = "engine: a graph variable inside GRAPH is not joined with what is around it"
_ABSENT = "engine: a path of length zero from a constant that is not in the data gives no row"
_SERVICE = "policy: federated queries are refused (403)"
KNOWN = {
    "aggregates/agg-groupconcat-04": "engine: GROUP_CONCAT loses language tags",
    "aggregates/agg-groupconcat-06": "engine: GROUP_CONCAT loses language tags",
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "bindings/graph": _GRAPH,
    "negation/graph-minus": _GRAPH,
    "csv-tsv-res/tsv03": "engine: xsd:negativeInteger is stored as the xsd:integer it is",
    "functions/bnode01": "engine: BNODE with the same argument gives the same node in every row",
    "property-path/zero_or_more_set_start": _ABSENT,
    "property-path/zero_or_more_set_end": _ABSENT,
    "property-path/zero_or_one_set_start": _ABSENT,
    "property-path/zero_or_one_set_end": _ABSENT,
    **{f"service/service{number}": _SERVICE for number in ("1", "2", "3", "4a", "5", "6", "7")},
}

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CASES, reason="the W3C suites of ../shared are not there")]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case, w3c_client: FlaskClient, request: pytest.FixtureRequest) -> None:
    if case.name in KNOWN:
        request.applymarker(pytest.mark.xfail(strict=True, reason=KNOWN[case.name]))
    assert problem(w3c_client, case) is None


def problem(client: FlaskClient, case: Case) -> str | None:
    text = case.query.read_text(encoding="utf-8")
    if "Syntax" in case.kind:
        response = client.post("/sparql", data=text.encode(), content_type="application/sparql-query")
        refused = response.status_code == 400 and response.json["error"]["code"] == "syntax_error"
        return None if refused == case.kind.startswith("Negative") else f"{response.status_code} {response.text[:200]}"
    return evaluate(client, case, text)


def evaluate(client: FlaskClient, case: Case, text: str) -> str | None:
    expected = case.result
    if expected is None:
        return "no result file"
    text = f"BASE <{graph_name(case.query)}>\n{text}"
    query = scan(text, base=SITE)
    graph = query.form in (Form.CONSTRUCT, Form.DESCRIBE)
    accept = "application/n-triples" if graph else FORMATS.get(expected.suffix, FORMATS[".srj"])
    response = client.post(
        "/sparql",
        query_string=[] if query.default_graphs or query.named_graphs else dataset(case),
        data=text.encode(),
        content_type="application/sparql-query",
        headers={"Accept": accept},
    )
    if response.status_code != 200:
        return f"{response.status_code} {response.text[:300]}"
    if graph:
        return None if same_graph(response.data, expected) else response.text[:300]
    good = same_results(response.data, accept, expected, base=graph_name(expected))
    return None if good else response.text[:500]


def dataset(case: Case) -> list[tuple[str, str]]:
    """The test's data set as parameters of the protocol; a query that names its own is asked without."""
    default = [graph_name(path) for path in case.data] or [EMPTY]
    named = [graph_name(path) for path in case.named]
    return [("default-graph-uri", name) for name in default] + [("named-graph-uri", name) for name in named]
