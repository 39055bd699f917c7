"""`/ontology`: the ontology as a page in both languages, or as RDF; `/shapes`: the shapes a valid graph has."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template
from werkzeug.wrappers import Response as Answered

from graph.formats import EXTENSIONS, GRAPHS
from graph.namespaces import PREFIXES
from graph.serialization import serialize
from graph.vocabulary import ONTOLOGY_PATH, SHAPES_PATH, ontology_terms, ontology_triples
from model.identifiers import NAMESPACE
from service import cross_origin
from service.language import language
from service.links import absolute
from service.negotiation import HTML, choose, content_type

blueprint = Blueprint("ontology", __name__)
cross_origin.allow(blueprint)
TURTLE = "text/turtle"


@blueprint.get("/ontology")
def ontology() -> Answered:
    media_type = choose((HTML, *GRAPHS))
    response = make_response(_page()) if media_type == HTML else _data(media_type)
    response.vary.add("Accept")
    for suffix, kind in EXTENSIONS.items():
        response.headers.add("Link", f'</ontology.{suffix}>; rel="alternate"; type="{kind}"')
    return response


@blueprint.get("/ontology.<any(ttl, nt, jsonld, rdf, nq, trig):suffix>")
def document(suffix: str) -> Response:
    return _data(EXTENSIONS[suffix])


@blueprint.get("/shapes")
@blueprint.get("/shapes.ttl")
def shapes() -> Response:
    return Response(SHAPES_PATH.read_bytes(), content_type=content_type(TURTLE))


def short(iri: str) -> str:
    """The IRI as a prefixed name, where its namespace has a prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _data(media_type: str) -> Response:
    """Turtle is the file itself, with its order and comments."""
    if media_type == TURTLE:
        return Response(ONTOLOGY_PATH.read_bytes(), content_type=content_type(TURTLE))
    body = serialize(ontology_triples(), media_type, context=absolute("/context.jsonld"))
    return Response(body, content_type=content_type(media_type))


def _page() -> str:
    terms = [item for item in ontology_terms() if item.iri.startswith(NAMESPACE)]
    groups = [(kind, [item for item in terms if item.kind == kind]) for kind in ("class", "property", "other")]
    return render_template(
        "ontology.html", groups=groups, short=short, namespace=NAMESPACE, other="en" if language() == "zh" else "zh"
    )
