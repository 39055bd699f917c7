"""What this service is and holds: the SPARQL service description, and VoID with statistics and dumps.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response

from graph.formats import GRAPHS
from graph.namespaces import ONTOLOGY, RDF_TYPE, term
from graph.serialization import serialize
from graph.statistics import Statistics, statistics
from graph.terms import Iri, Triple, integer, text
from service import cross_origin
from service.current import Served, served
from service.links import absolute
from service.negotiation import choose, content_type

blueprint = Blueprint("void", __name__)
cross_origin.allow(blueprint)

_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG")
_VOCABULARIES = ("prov", "org", "qb", "skos", "dcterms", "rdfs", "owl", "geo")


@blueprint.get("/.well-known/void")
@blueprint.get("/void", endpoint="description")
def description() -> Response:
    return answer([*_dataset(), *_partitions(served().resource("statistics", _count))])


def answer(triples: Iterable[Triple]) -> Response:
    """A small graph in the media type that the request likes best."""
    media_type = choose(tuple(GRAPHS))
    body = serialize(triples, media_type, context=absolute("/context.jsonld"))
    response = Response(body, content_type=content_type(media_type))
    response.vary.add("Accept")
    return response


def known_graphs() -> frozenset[str]:
    """The named graphs of the build being served."""
    return served().resource("graphs", _graphs)


def service_description() -> list[Triple]:
    service, dataset, graph = (_iri(f"/sparql#{name}") for name in ("service", "dataset", "default"))
    triples: list[Triple] = [
        (service, RDF_TYPE, term("sd:Service")),
        (service, term("sd:endpoint"), Iri(absolute("/sparql"))),
        (service, term("sd:supportedLanguage"), term("sd:SPARQL10Query")),
        (service, term("sd:supportedLanguage"), term("sd:SPARQL11Query")),
        (service, term("sd:feature"), term("sd:EmptyGraphs")),
        (service, term("sd:defaultDataset"), dataset),
        (service, term("sd:availableGraphs"), dataset),
        (dataset, RDF_TYPE, term("sd:Dataset")),
        (dataset, RDF_TYPE, term("sd:GraphCollection")),
        (dataset, term("sd:defaultGraph"), graph),
        (graph, RDF_TYPE, term("sd:Graph")),
        (graph, term("dcterms:description"), text("默认图：去重后的全部事实", "zh")),
        (graph, term("dcterms:description"), text("The default graph: every fact once", "en")),
    ]
    formats = (*_RESULT_FORMATS, *_GRAPH_FORMATS)
    triples += [(service, term("sd:resultFormat"), Iri(_FORMATS + name)) for name in formats]
    for name in sorted(known_graphs()):
        entry = Iri(f"{absolute('/sparql')}#graph-{name.rpartition('/')[2].replace('#', '')}")
        triples += [(dataset, term("sd:namedGraph"), entry), (entry, term("sd:name"), Iri(name))]
        triples.append((entry, RDF_TYPE, term("sd:NamedGraph")))
    return triples


def _dataset() -> Iterator[Triple]:
    dataset = Iri(served().build.base + "dataset")
    yield dataset, RDF_TYPE, term("void:Dataset")
    for language, label in (("zh", "潮头知识图谱"), ("en", "Chaotou knowledge graph")):
        yield dataset, term("dcterms:title"), text(label, language)
    yield dataset, term("dcterms:identifier"), text(served().id)
    yield dataset, term("foaf:homepage"), _iri("/")
    yield dataset, term("void:sparqlEndpoint"), _iri("/sparql")
    yield dataset, term("void:uriSpace"), text(served().build.base)
    for name in ("chaotou.nq.gz", "chaotou.ttl.gz", "chaotou.nt.gz"):
        yield dataset, term("void:dataDump"), _iri(f"/dumps/{name}")
    yield dataset, term("void:vocabulary"), Iri(ONTOLOGY + "#")
    for prefix in _VOCABULARIES:
        yield dataset, term("void:vocabulary"), term(f"{prefix}:")


def _partitions(counts: Statistics) -> Iterator[Triple]:
    dataset = Iri(served().build.base + "dataset")
    yield dataset, term("void:triples"), integer(counts.triples)
    yield dataset, term("void:entities"), integer(sum(n for _, n in counts.classes))
    yield dataset, term("void:classes"), integer(len(counts.classes))
    yield dataset, term("void:properties"), integer(len(counts.properties))
    for number, (kind, instances) in enumerate(counts.classes, 1):
        part = _iri(f"/void#class-{number}")
        yield dataset, term("void:classPartition"), part
        yield part, term("void:class"), kind
        yield part, term("void:entities"), integer(instances)
    for number, (property_, triples) in enumerate(counts.properties, 1):
        part = _iri(f"/void#property-{number}")
        yield dataset, term("void:propertyPartition"), part
        yield part, term("void:property"), property_
        yield part, term("void:triples"), integer(triples)


def _iri(path: str) -> Iri:
    return Iri(absolute(path))


def _count(build: Served) -> Statistics:
    return statistics(build.build.graph)


def _graphs(build: Served) -> frozenset[str]:
    return frozenset(graph.value for graph in build.build.graph.graphs())
