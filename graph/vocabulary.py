"""The triples that belong to no document: the ontology, the lexicons, the data set itself. One named graph for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import ALT_LABEL, COMMENT, LABEL, ONTOLOGY, PREFIXES, RDF_TYPE, term
from graph.naming import Names
from graph.oxigraph import from_ox
from graph.terms import XSD, Blank, Iri, Literal, Term, Triple, ntriples, text
from lexicon.places import COUNTRY, Place
from model.statement import EntityType

_ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY_PATH = _ROOT / "ontology.ttl"
SHAPES_PATH = _ROOT / "shapes.ttl"
_OWL = PREFIXES["owl"]
_PROPERTIES = (_OWL + "ObjectProperty", _OWL + "DatatypeProperty")
_QUDT = "http://qudt.org/vocab/unit/"
_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """`kind`: "class", "property" or "other"; `labels`, `comments`: by language; `links`: (predicate, object) IRIs."""

    iri: str
    kind: str
    labels: dict[str, str]
    comments: dict[str, str]
    links: tuple[tuple[str, str], ...]


def vocabulary_graphs(names: Names) -> Iterator[tuple[Iri, str]]:
    """(named graph, sorted N-Triples) of the ontology, the places, the units, the agencies and the metrics."""
    yield Iri(ONTOLOGY), ntriples(ontology_triples())
    yield names.iri("lexicon/places"), ntriples(place_triples(names))
    yield names.iri("lexicon/units"), ntriples(unit_triples(names))
    yield names.iri("lexicon/metrics"), ntriples(metric_triples(names))
    yield names.iri("lexicon/agencies"), ntriples(organ_triples(names))
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


@cache
def ontology_terms() -> tuple[OntologyTerm, ...]:
    """Every named term of ontology.ttl, in its order."""
    said: dict[Iri, list[tuple[Iri, Term]]] = {}
    for subject, predicate, object_ in ontology_triples():
        if isinstance(subject, Iri) and "#node-" not in subject.value:
            said.setdefault(subject, []).append((predicate, object_))
    return tuple(_ontology_term(iri, pairs) for iri, pairs in said.items())


def _ontology_term(iri: Iri, pairs: list[tuple[Iri, Term]]) -> OntologyTerm:
    types = {value.value for predicate, value in pairs if predicate == RDF_TYPE}
    kind = "class" if _OWL + "Class" in types else "property" if any(name in types for name in _PROPERTIES) else "other"
    literals = [(predicate, value) for predicate, value in pairs if isinstance(value, Literal) and value.language]
    links = tuple((predicate.value, value.value) for predicate, value in pairs if isinstance(value, Iri))
    return OntologyTerm(iri.value, kind, _by_language(LABEL, literals), _by_language(COMMENT, literals), links)


def _by_language(predicate: Iri, literals: list[tuple[Iri, Literal]]) -> dict[str, str]:
    return {value.language: value.value for found, value in literals if found == predicate and value.language}


def place_triples(names: Names) -> Iterator[Triple]:
    for place in names.places:
        yield from _place(names, place)


def unit_triples(names: Names) -> Iterator[Triple]:
    named: set[Iri] = set()
    for code in names.units:
        iri = names.unit(code.unit)
        yield iri, RDF_TYPE, term("ach:Unit")
        yield iri, RDF_TYPE, term("skos:Concept")
        yield iri, ALT_LABEL if iri in named else LABEL, text(code.unit, "zh")
        named.add(iri)
        yield iri, LABEL, text(code.english, "en")
        if code.qudt:
            yield iri, term("skos:exactMatch"), Iri(_QUDT + code.qudt)


def metric_triples(names: Names) -> Iterator[Triple]:
    for metric in names.metrics:
        iri = names.metric(metric.id)
        yield iri, RDF_TYPE, term("ach:Metric")
        yield iri, RDF_TYPE, term("skos:Concept")
        yield iri, term("skos:inScheme"), term("ach:metricScheme")
        yield iri, LABEL, text(metric.zh, "zh")
        yield iri, LABEL, text(metric.en, "en")
        yield from ((iri, ALT_LABEL, text(name, "zh")) for name in metric.zh_names if name != metric.zh)
        yield from ((iri, ALT_LABEL, text(name, "en")) for name in metric.en_names if name != metric.en)


def organ_triples(names: Names) -> Iterator[Triple]:
    """The central organs; a local agency enters with the first document that names it."""
    for organ in names.agencies.organs:
        iri = names.entity(EntityType.AGENCY, organ.name)
        yield iri, RDF_TYPE, term("ach:Agency")
        yield iri, RDF_TYPE, term("org:Organization")
        yield iri, LABEL, text(organ.name, "zh")
        yield from ((iri, ALT_LABEL, text(name, "zh")) for name in organ.short)
        yield from agency_triples(iri, organ.name, names)


def agency_triples(iri: Iri, name: str, names: Names) -> Iterator[Triple]:
    """What the lexicon knows of an agency by its full name: its English name and the area it governs."""
    english = names.agencies.english(name)
    if english:
        yield iri, LABEL, text(english, "en")
    if names.agencies.central(name):
        yield iri, term("ach:jurisdiction"), names.place(COUNTRY)
    elif found := names.agencies.of_area(name):
        yield iri, term("ach:jurisdiction"), names.place(found[0].code)


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
