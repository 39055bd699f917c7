"""The triples that belong to no document: the ontology, the lexicons, the data set itself. One named graph for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import ALT_LABEL, LABEL, ONTOLOGY, RDF_TYPE, term
from graph.naming import Names
from graph.oxigraph import from_ox
from graph.terms import XSD, Blank, Iri, Literal, Triple, ntriples, text
from lexicon.places import Place

ONTOLOGY_PATH = Path(__file__).resolve().parent.parent / "ontology.ttl"
_WIKIDATA = "http://www.wikidata.org/entity/"


def vocabulary_graphs(names: Names) -> Iterator[tuple[Iri, str]]:
    """(named graph, sorted N-Triples) of the ontology, the places, the units, the agencies and the metrics."""
    yield Iri(ONTOLOGY), ntriples(ontology_triples())
    yield names.iri("lexicon/places"), ntriples(place_triples(names))
    yield names.iri("lexicon/units"), ntriples(unit_triples(names))
    yield names.iri("dataset"), ntriples(dataset_triples(names))


def ontology_triples() -> Iterator[Triple]:
    """ontology.ttl; its blank nodes get IRIs in the order they appear, so that every build has the same."""
    minted: dict[str, Iri] = {}

    def named(node: Blank) -> Iri:
        return minted.setdefault(node.value, Iri(f"{ONTOLOGY}#node-{len(minted) + 1}"))

    for triple in ox.parse(path=ONTOLOGY_PATH, format=ox.RdfFormat.TURTLE):
        subject, predicate, object_ = (from_ox(part) for part in triple.triple)
        if isinstance(subject, Blank):
            subject = named(subject)
        if isinstance(subject, Iri) and isinstance(predicate, Iri):
            yield subject, predicate, named(object_) if isinstance(object_, Blank) else object_


def place_triples(names: Names) -> Iterator[Triple]:
    for place in names.places:
        yield from _place(names, place)


def unit_triples(names: Names) -> Iterator[Triple]:
    for label in names.units:
        iri = names.unit(label)
        yield iri, RDF_TYPE, term("ach:Unit")
        yield iri, LABEL, text(label, "zh")


def dataset_triples(names: Names) -> Iterator[Triple]:
    iri = names.iri("dataset")
    yield iri, RDF_TYPE, term("qb:DataSet")
    yield iri, RDF_TYPE, term("void:Dataset")
    yield iri, term("qb:structure"), term("ach:observationStructure")
    yield iri, term("void:vocabulary"), Iri(ONTOLOGY)
    for language, label in (("zh", "潮头知识图谱"), ("en", "Chaotou knowledge graph")):
        yield iri, LABEL, text(label, language)
        yield iri, term("dcterms:title"), text(label, language)


def _place(names: Names, place: Place) -> Iterator[Triple]:
    iri = names.place(place.code)
    yield iri, RDF_TYPE, term("ach:Place")
    yield iri, LABEL, text(place.name, "zh")
    yield iri, term("ach:adcode"), text(place.code)
    yield iri, term("ach:placeLevel"), text(place.level)
    if place.english:
        yield iri, LABEL, text(place.english, "en")
    if place.short:
        yield iri, ALT_LABEL, text(place.short, "zh")
    if place.parent:
        yield iri, term("ach:within"), names.place(place.parent)
    if place.wikidata:
        yield iri, term("owl:sameAs"), Iri(_WIKIDATA + place.wikidata)
    if place.latitude is not None and place.longitude is not None:
        yield iri, term("geo:lat"), _degrees(place.latitude)
        yield iri, term("geo:long"), _degrees(place.longitude)


def _degrees(value: float) -> Literal:
    return Literal(f"{value:.6f}".rstrip("0").rstrip("."), XSD + "decimal")
