from __future__ import annotations

import pytest

from graph.scan import Form, Refused, scan
from model.errors import QueryError

BASE = "http://127.0.0.1/sparql"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("prefix a: <http://a/> # SELECT\n ask {}", Form.ASK),
        ("BASE <http://x/> PREFIX select: <http://a/> CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("describe <http://a/INSERT>", Form.DESCRIBE),
    ],
)
def test_form(query: str, form: Form) -> None:
    assert scan(query, base=BASE).form is form


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> 1 }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "DROP ALL",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE ?where { ?s ?p ?o } } } }",
    ],
)
def test_refused(query: str) -> None:
    with pytest.raises(Refused):
        scan(query, base=BASE)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?load 'SERVICE <http://a/> { LOAD }' }",
        'SELECT * { ?s ?p """DELETE "\n" SERVICE""" }',
        "PREFIX service: <http://a/> SELECT * { service:load service:p <http://a/SERVICE> } # LOAD",
        "SELECT * { ?s <http://a/b> ?load FILTER(?load < 3 && ?load > 1) }",
    ],
)
def test_words_in_names_strings_and_comments_are_no_keywords(query: str) -> None:
    assert scan(query, base=BASE).form is Form.SELECT


def test_graphs_are_resolved() -> None:
    query = scan(
        "PREFIX d: <http://a/doc/> BASE <http://b/x/> SELECT * FROM d:1 FROM <2> FROM NAMED <http://c/3> "
        "FROM NAMED d:4 { GRAPH ?g { ?s ?p ?o } }",
        base=BASE,
    )
    assert query.default_graphs == ("http://a/doc/1", "http://b/x/2")
    assert query.named_graphs == ("http://c/3", "http://a/doc/4")


def test_depth() -> None:
    assert scan("SELECT * " + "{" * 50 + "}" * 50, base=BASE)
    with pytest.raises(QueryError, match="nested 2999 deep"):
        scan("SELECT * " + "{" * 3000 + "}" * 3000, base=BASE)
    assert scan('SELECT ("' + "{" * 3000 + '" AS ?x) {}', base=BASE)


@pytest.mark.parametrize(
    ("query", "limited"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }\nLIMIT 10\n"),
        ("SELECT * { ?s ?p ?o } LIMIT 5", "SELECT * { ?s ?p ?o } LIMIT 5"),
        ("SELECT * { ?s ?p ?o } LIMIT 500 OFFSET 3", "SELECT * { ?s ?p ?o } LIMIT 10 OFFSET 3"),
        ("SELECT * { { SELECT * {} LIMIT 3 } }", "SELECT * { { SELECT * {} LIMIT 3 } }\nLIMIT 10\n"),
        ("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", "SELECT * { ?s ?p ?o } \nLIMIT 10\nVALUES ?s { 1 }"),
        ("SELECT * { VALUES ?s { 1 } } # the end", "SELECT * { VALUES ?s { 1 } } # the end\nLIMIT 10\n"),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
    ],
)
def test_limit_is_lowered_or_added(query: str, limited: str) -> None:
    assert scan(query, base=BASE).limited(10) == limited


def test_what_changes_from_run_to_run_is_not_stable() -> None:
    assert scan("SELECT * { ?s ?p 'RAND()' }", base=BASE).stable
    assert not scan("SELECT (rand() AS ?x) {}", base=BASE).stable


def test_a_namespace_keeps_its_hash() -> None:
    query = scan("PREFIX x: <http://example.org/x#> PREFIX y: <y#> ASK FROM x:a FROM y:b {}", base="http://h/sparql")
    assert query.default_graphs == ("http://example.org/x#a", "http://h/y#b")
