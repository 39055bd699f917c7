"""The quick check of shapes.ttl finds what pySHACL finds."""

from __future__ import annotations

import pytest

from graph.naming import Names
from graph.shapes import Owed, load
from graph.store import EmbeddedStore
from graph.terms import Iri
from graph.validation import validate_document
from graph.vocabulary import vocabulary_graphs

ACH = "https://w3id.org/chaotou/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture
def lines(names: Names, sample) -> list[str]:
    return sample.ntriples(names).splitlines()


def _first(lines: list[str], part: str) -> int:
    return next(at for at, line in enumerate(lines) if f"#{part}>" in line and "/observation/" in line.split(" ")[0])


def _both(names: Names, sample, lines: list[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(subject, property) as each of the two finds it, with what is owed asked of a store."""
    text = "".join(sorted(f"{line}\n" for line in set(lines)))
    store = EmbeddedStore()
    for graph, vocabulary in vocabulary_graphs(names):
        store.replace(graph, vocabulary)
    graph = names.document(sample.document.id)
    store.replace(graph, text)
    faults, owed = load().check(text)
    quick = {(fault.subject, fault.name) for fault in faults}
    quick |= {(one.thing[1:-1], "owed") for one in owed if not store.ask(one.query())}
    return quick, {(problem.subject, problem.check) for problem in validate_document(store, Iri(graph.value))}


def test_a_document_conforms(names: Names, sample, lines: list[str]) -> None:
    assert _both(names, sample, lines) == (set(), set())


@pytest.mark.parametrize(
    ("part", "value", "check"),
    [
        ("measure", '"size"', "measure"),
        ("value", f'"many"^^<{XSD}decimal>', "value"),
        ("value", '"3"', "value"),
        ("start", f'"-1"^^<{XSD}integer>', "start"),
        ("start", f'"999999"^^<{XSD}integer>', "start"),
        ("quote", '""', "quote"),
        ("status", f"<{ACH}Metric>", "status"),
        ("period", '"last year"', "period"),
        ("comparator", None, "comparator"),
        ("quote", None, "quote"),
        ("metric", None, "metric"),
    ],
)  # fmt: skip
def test_a_broken_property_is_found_by_both(
    names: Names, sample, lines: list[str], part: str, value: str | None, check: str
) -> None:
    at = _first(lines, part)
    subject, path, _ = lines[at].split(" ", 2)
    lines[at : at + 1] = [] if value is None else [f"{subject} {path} {value} ."]
    quick, thorough = _both(names, sample, lines)
    assert (subject[1:-1], check) in quick
    assert (subject[1:-1], check) in thorough
    assert {name for name, _ in quick} == {name for name, _ in thorough}


def test_a_second_value_and_a_wrong_class_are_found(names: Names, sample, lines: list[str]) -> None:
    at = _first(lines, "metric")
    subject, path, _ = lines[at].split(" ", 2)
    twice, _ = _both(names, sample, [*lines, f"{subject} {path} <http://x/other> ."])
    assert {(subject[1:-1], "metric"), ("http://x/other", "owed")} <= twice


def test_what_is_owed_is_a_fault_in_words() -> None:
    fault = Owed("<http://x/a>", f"<{ACH}Place>").fault()
    assert (fault.subject, fault.name, fault.message) == ("http://x/a", "type", f"is not of the class <{ACH}Place>")
    assert Owed("<http://x/a>", None).fault().message == "has no label"
