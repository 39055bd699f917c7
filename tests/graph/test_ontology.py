"""Every term that code uses is declared in ontology.ttl, and every declared term is labelled in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import OWL, PROV, SH, SKOS

from model.identifiers import NAMESPACE
from model.statement import EntityType, Predicate, Status

ROOT = Path(__file__).resolve().parents[2]
ALIGNED = ("prov#", "org#", "cube#", "skos", "time#", "oa#", "schema.org", "dc/terms", "qudt")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology.ttl")


def test_every_class_has_a_shape(ontology: Graph) -> None:
    shapes = Graph().parse(ROOT / "shapes.ttl")
    covered = set(shapes.objects(None, SH.targetClass))
    classes = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(NAMESPACE)}
    assert classes == covered


@pytest.fixture(scope="module")
def declared(ontology: Graph) -> set[str]:
    terms = (str(term) for term in ontology.subjects(RDF.type))
    return {term.removeprefix(NAMESPACE) for term in terms if term.startswith(NAMESPACE)}


def test_every_term_has_label_and_comment_in_both_languages(ontology: Graph, declared: set[str]) -> None:
    for name in declared:
        for predicate in (RDFS.label, RDFS.comment):
            languages = {value.language for value in ontology.objects(URIRef(NAMESPACE + name), predicate)}
            assert languages == {"zh", "en"}, (name, predicate, languages)


def test_every_term_in_code_is_declared(declared: set[str]) -> None:
    for path in [*ROOT.glob("graph/*.py"), *ROOT.glob("service/*.py"), ROOT / "shapes.ttl"]:
        for name in re.findall(r"\bach:([A-Za-z]\w*)", path.read_text(encoding="utf-8")):
            assert name in declared, f"{path.name}: ach:{name}"


def test_every_value_of_the_model_has_a_term(declared: set[str]) -> None:
    names = {kind.value for kind in EntityType} | {predicate.value for predicate in Predicate}
    names |= {status.value.capitalize() for status in Status}
    assert names <= declared


def test_everything_referred_to_in_our_namespace_is_declared(ontology: Graph, declared: set[str]) -> None:
    used = {str(node) for triple in ontology for node in triple if str(node).startswith(NAMESPACE)}
    assert {iri.removeprefix(NAMESPACE) for iri in used} - {""} <= declared


def test_alignments_are_triples(ontology: Graph) -> None:
    targets = {str(target) for link in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch)
               for target in ontology.objects(None, link)}
    targets |= {str(kind) for kind in ontology.objects(None, RDF.type)}
    for vocabulary in ALIGNED:
        assert any(vocabulary in target for target in targets), vocabulary
    assert (URIRef(NAMESPACE + "Observation"), RDFS.subClassOf, PROV.Entity) in ontology


def test_every_class_of_a_property_is_a_class(ontology: Graph) -> None:
    for link in (RDFS.domain, RDFS.range):
        for target in ontology.objects(None, link):
            if str(target).startswith(NAMESPACE):
                assert (target, RDF.type, OWL.Class) in ontology, target
