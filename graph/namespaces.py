"""Namespaces and the terms that code uses; a test holds every `ACH` name against ontology.ttl."""

from __future__ import annotations

from functools import cache

from graph.terms import XSD, Iri
from model.identifiers import NAMESPACE

PREFIXES = {
    "ach": NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
ONTOLOGY = NAMESPACE.rstrip("#")


@cache
def term(name: str) -> Iri:
    """The IRI of a prefixed name: `term("ach:metric")`. KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return Iri(PREFIXES[prefix] + local)


RDF_TYPE = term("rdf:type")
LABEL = term("rdfs:label")
COMMENT = term("rdfs:comment")
ALT_LABEL = term("skos:altLabel")
DERIVED_FROM = term("prov:wasDerivedFrom")
