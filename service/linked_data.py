"""`/id/…`: every IRI of a build dereferences, as a page or as RDF; `/data/…` are the RDF documents about them.

A thing is not a document, so RDF about it is one redirect away (303): https://www.w3.org/TR/cooluris/#r303gendocument
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, make_response, redirect
from werkzeug.wrappers import Response as Answered

from graph.description import describe
from graph.formats import EXTENSIONS, GRAPHS
from graph.serialization import jsonld_context, serialize
from graph.terms import Iri
from service import cross_origin, entities, schema_org
from service.current import served
from service.links import absolute
from service.negotiation import HTML, choose, content_type

blueprint = Blueprint("linked_data", __name__)
cross_origin.allow(blueprint)
schema_org.install(blueprint)
DATASET = "dataset"  # what VoID describes
_SUFFIX = {media_type: suffix for suffix, media_type in EXTENSIONS.items()}


@blueprint.get("/id/<path:id>")
def thing(id: str) -> Answered:
    if id == DATASET:
        return redirect("/.well-known/void", code=303)
    media_type = choose((HTML, *GRAPHS))
    if media_type == HTML:
        return _linked(make_response(entities.page(id)), id)
    iri = _iri(id)
    if not served().build.graph.ask(f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }}"):
        abort(404, f"this build says nothing about {id[:100]}")
    return _linked(redirect(f"/data/{quote(id)}.{_SUFFIX[media_type]}", code=303), id)


@blueprint.get("/data/<path:name>")
def data(name: str) -> Response:
    id, _, suffix = name.rpartition(".")
    if suffix not in EXTENSIONS:
        abort(404, f"no such form of data: give one of {', '.join(EXTENSIONS)}")
    triples = describe(served().build.graph, _iri(id))
    if not triples:
        abort(404, f"this build says nothing about {id}")
    media_type = EXTENSIONS[suffix]
    body = serialize(triples, media_type, context=absolute("/context.jsonld"))
    response = Response(body, content_type=content_type(media_type))
    response.headers.add("Link", f'</id/{quote(id)}>; rel="describes"')
    return response


@blueprint.get("/context.jsonld")
def context() -> Response:
    response = jsonify({"@context": jsonld_context()})
    response.content_type = "application/ld+json"
    response.headers["Cache-Control"] = "public, max-age=86400"  # JSON-LD readers fetch it with every document
    return response


def _iri(id: str) -> Iri:
    iri = served().build.base + id
    if not Iri.valid(iri):
        abort(404, f"not an id: {id[:100]}")
    return Iri(iri)


def _linked(response: Answered, id: str) -> Answered:
    response.vary.add("Accept")
    for suffix, media_type in EXTENSIONS.items():
        response.headers.add("Link", f'</data/{quote(id)}.{suffix}>; rel="alternate"; type="{media_type}"')
    return response
