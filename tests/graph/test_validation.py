from __future__ import annotations

import pytest
from rdflib import Graph

from graph.naming import Names
from graph.store import EmbeddedStore
from graph.terms import Iri, ntriples
from graph.validation import CHECKS, check_store, report_triples, validate_document, validate_ontology
from graph.vocabulary import vocabulary_graphs

ACH = "https://w3id.org/chaotou/ontology#"
X = "<http://x/broken>"


@pytest.fixture
def store(names: Names, sample) -> EmbeddedStore:
    store = EmbeddedStore()
    for graph, lines in vocabulary_graphs(names):
        store.replace(graph, lines)
    store.replace(names.document(sample.document.id), sample.ntriples(names))
    return store


def test_ontology_conforms() -> None:
    assert validate_ontology() == []


def test_a_document_conforms(store: EmbeddedStore, names: Names, sample) -> None:
    assert validate_document(store, names.document(sample.document.id)) == []
    assert check_store(store) == []


def test_shacl_finds_what_is_wrong(store: EmbeddedStore) -> None:
    graph = Iri("https://w3id.org/chaotou/id/document/broken")
    store.replace(graph, f"{X} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ACH}Observation> .\n"
                         f'{X} <{ACH}measure> "size" .\n{X} <{ACH}value> "many" .\n')
    found = {(problem.check, problem.message) for problem in validate_document(store, graph)}
    assert {check for check, _ in found} >= {"metric", "measure", "value", "wasDerivedFrom", "quote", "label", "status"}
    assert ("measure", "its measure is unknown") in found


BROKEN = {
    "evidence": f"{X} a ach:Observation ; ach:quote 'q'",
    "quote": f"{X} a ach:Statement ; prov:wasDerivedFrom <http://x/p> . <http://x/p> ach:text 't'",
    "passage": f"<http://x/s> prov:wasDerivedFrom {X}",
    "document": f"{X} a ach:Passage",
    "offsets": f"{X} ach:start 5 ; ach:end 5",
    "value": f"{X} a ach:Observation",
    "number": f"{X} ach:value 'many'",
    "metric": f"{X} a ach:Observation",
    "measure": f"{X} ach:measure 'size'",
    "comparator": f"{X} ach:comparator '!'",
    "status": f"{X} ach:status ach:Metric",
    "rank": f"{X} ach:rank 0",
    "period": f"{X} ach:periodStart '2024-01-01'^^xsd:date ; ach:periodEnd '2023-01-01'^^xsd:date",
    "place": f"<http://x/o> ach:place {X}",
    "label": f"<http://x/s> rdf:subject {X}",
    "asserted": f"{X} a ach:Statement ; ach:status ach:Achieved ; rdf:subject <http://x/a> ; rdf:predicate ach:hosts ;"
                " rdf:object <http://x/b>",
    "within": f"{X} ach:within {X}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_check_finds_its_fault(name: str, store: EmbeddedStore) -> None:
    from graph.namespaces import PREFIXES

    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    store._store.update(f"{head} INSERT DATA {{ {BROKEN[name]} }}")
    found = {finding.check.name: finding for finding in check_store(store)}
    assert found[name].examples == ("http://x/broken",)
    assert found[name].count == 1


def test_the_union_check_finds_a_broken_store(store: EmbeddedStore) -> None:
    store._store.update(f"INSERT DATA {{ GRAPH <http://x/g> {{ {X} a <{ACH}Observation> }} }}")
    assert [finding.check.name for finding in check_store(store)] == ["union"]


def test_every_check_is_tested() -> None:
    assert {check.name for check in CHECKS} == {*BROKEN, "union"}


def test_report_is_shacl(store: EmbeddedStore) -> None:
    store._store.update(f"INSERT DATA {{ {X} <{ACH}rank> 0 }}")
    graph = Graph().parse(data=ntriples(report_triples(check_store(store))), format="nt")
    failed = "ASK { ?r a sh:ValidationReport ; sh:conforms false ; sh:result/sh:focusNode <http://x/broken> }"
    assert graph.query(failed).askAnswer
    empty = Graph().parse(data=ntriples(report_triples([])), format="nt")
    assert empty.query("ASK { ?r sh:conforms true }").askAnswer
