"""What is said about a query that the engine cannot read."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.diagnosis import _terminal, diagnose
from graph.grammar import END, sparql
from graph.scan import tokens

ROOT = Path(__file__).resolve().parents[2]
QUERIES = sorted((ROOT / "data" / "queries").rglob("*.rq"))
SUITES = sorted((ROOT.parent / "shared" / "conformance" / "sparql").glob("sparql1[01]/*/*.rq"))
BEYOND = {"normalization-01.rq", "syntax-esc-04.rq", "syntax-esc-05.rq", "syn-bad-26.rq"}  # escapes outside strings


def said(query: str) -> str:
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        return str(diagnose(query, str(error.args[0])))
    pytest.fail(f"the engine reads {query}")


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("SELECT *\n{ ?s ?p }", "line 2, column 9", "found “}” where a variable, IRI or literal was expected"),
        ("SELEC * {}", "line 1, column 1", "is SELECT meant?"),
        ("SELECT * {\n?s ach:place ?o }", "line 2, column 4", "“ach:” is not declared – put this before"),
        ("SELECT * { ?s acg:place ?o }", "line 1, column 15", "is “ach:” meant?"),
        ("PREFIX zzzzz: <http://x/> SELECT * { ?s zzzz:a ?o }", "line 1, column 41", "is “zzzzz:” meant? (PREFIX zzzzz: <http://x/>)"),
        ("SELECT * { ?s qqqqq:place ?o }", "line 1, column 15", "known here are ach:, dcterms:"),
        ("SELECT * { ?s ?p ?o ", "line 1, column 20", "ends too early: “}”"),
        ("SELECT * { ?s ?p ?o ", "line 1, column 20", "the “{” of line 1, column 10 is not closed"),
        ("SELECT * { ?s ?p ?o }}", "line 1, column 22", "there is one “}” too many"),
        ("ASK { ?s ?p '浙江 }", "line 1, column 13", "this string has no end"),
        ("ASK { ?s ?p “浙江” }", "line 1, column 13", "straight quotes"),
        ("ASK { ?地区 ?p （1） }", "line 1, column 14", "full-width character; type “(”"),
        ("SELECT ?a, ?b { ?a ?p ?b }", "line 1, column 10", "separated by spaces"),
        ("SELECT * { ?s ?p ?o FILTER(?o == 3) }", "line 1, column 32", "equality is written with one ="),
        ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", "line 1, column 28", "a condition in brackets"),
        ("SELECT (COUNT(?s)) { ?s ?p ?o }", "line 1, column 18", "needs a name: (… AS ?name)"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 5 ORDER BY ?s", "line 1, column 32", "ORDER BY, LIMIT"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "line 1, column 8", "add ?x to GROUP BY"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "line 1, column 36", "has a value already"),
        ("SELECT * { ?s ?p ?o FILTER(STRLEN() > 3) }", "line 1", "number of arguments"),
        ("SELECT * { ?s ?p <http://a b> }", "line 1, column 18", "holds no spaces"),
        ("", "line 1, column 1", "there is no query here"),
    ],
)  # fmt: skip
def test_says_where_what_and_how_to_go_on(query: str, where: str, words: str) -> None:
    message = said(query)
    assert message.startswith(where)
    assert words in message


def test_the_caret_stands_below_the_place_full_width_or_not() -> None:
    assert said("ASK { ?地区 a ach:地区 }").splitlines()[-2:] == ["ASK { ?地区 a ach:地区 }", " " * 14 + "^"]
    assert said("ASK {\tach:a ?p ?o }").splitlines()[-1] == " " * 6 + "^"
    long = said("ASK { ?s ?p '" + "长" * 500 + "' ach:x ?o }").splitlines()
    assert len(long[-2]) < 130
    assert long[-2].startswith("…")


@pytest.mark.parametrize(
    "query", ["ASK " + "(" * 90, "ASK { ?s ?p '" + "\\", "\0", "?" * 3000, "SELECT * { a a a a", "@" * 99]
)
def test_odd_text_is_diagnosed_too(query: str) -> None:
    assert said(query).startswith("line 1")


def test_what_the_engine_reads_fits_the_grammar() -> None:
    store, read = ox.Store(), 0
    for path in [*QUERIES, *SUITES]:
        text = path.read_text(encoding="utf-8")
        try:
            store.query(text, base_iri="http://x/")
        except (SyntaxError, OSError, RuntimeError):
            continue
        if path.name not in BEYOND and "SERVICE" not in text:
            assert sparql().misfit([*map(_terminal, tokens(text)), END]) is None, path
            read += 1
    assert read >= len(QUERIES)
