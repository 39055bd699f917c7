"""Small graphs as bytes of any RDF media type; JSON-LD with the names of a published context."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from graph.formats import GRAPHS
from graph.namespaces import PREFIXES
from graph.prefixes import ordered, used
from graph.terms import Triple, ntriples
from graph.vocabulary import ONTOLOGY_PATH
from model.identifiers import NAMESPACE

_JSON_LD = "application/ld+json"
_COMMON = {
    "label": "rdfs:label",
    "altLabel": "skos:altLabel",
    "comment": "rdfs:comment",
    "title": "dcterms:title",
    "issued": "dcterms:issued",
}
_COMMON_LINKS = {
    "sameAs": "owl:sameAs",
    "isPartOf": "dcterms:isPartOf",
    "publisher": "dcterms:publisher",
    "spatial": "dcterms:spatial",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "dataSet": "qb:dataSet",
}


def serialize(triples: Iterable[Triple], media_type: str, *, context: str | None = None) -> bytes:
    """`media_type` is one of `graph.formats.GRAPHS`. `context` is the address of `jsonld_context`, for JSON-LD."""
    text = ntriples(triples)
    if media_type == _JSON_LD:
        return _json_ld(text, context)
    parsed = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
    return ordered(ox.serialize(parsed, format=GRAPHS[media_type], prefixes=used(parsed, PREFIXES)) or b"")


@cache
def jsonld_context() -> dict[str, Any]:
    """JSON-LD 1.1 names for every class and property of the ontology and for what is used of other vocabularies."""
    context: dict[str, Any] = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type", **_COMMON}
    context |= {name: {"@id": iri, "@type": "@id"} for name, iri in _COMMON_LINKS.items()}
    ontology = Graph().parse(ONTOLOGY_PATH)
    for name in _declared(ontology, OWL.Class):
        context[name] = f"ach:{name}"
    for name in _declared(ontology, OWL.ObjectProperty):
        context[name] = {"@id": f"ach:{name}", "@type": "@id"}
    for name in _declared(ontology, OWL.DatatypeProperty):
        datatype = ontology.value(URIRef(NAMESPACE + name), RDFS.range) or XSD.string
        typed = {"@id": f"ach:{name}", "@type": str(datatype).replace(str(XSD), "xsd:")}
        context[name] = f"ach:{name}" if datatype == XSD.string else typed
    return context


def _declared(ontology: Graph, kind: URIRef) -> list[str]:
    """Local names, sorted."""
    return sorted(str(subject).removeprefix(NAMESPACE) for subject in ontology.subjects(RDF.type, kind))


def _json_ld(text: str, address: str | None) -> bytes:
    graph = Graph().parse(data=text, format="nt")
    context = jsonld_context()
    compact = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    compact["@context"] = address or context
    return json.dumps(compact, ensure_ascii=False, indent=1).encode()
