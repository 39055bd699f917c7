"""`/explore`: a network that grows where it is clicked; `/api/v1/graph`: the network as JSON, GraphML or GEXF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from analysis import chains, networks
from analysis.naming import find
from analysis.records import citation_record
from graph.network import Network, NetworkEdge, NetworkNode, gexf, graphml
from graph.terms import Iri
from model.identifiers import NAMESPACE
from model.statement import EntityType, Predicate
from service import facts, parameters
from service.current import Served, served
from service.facts import Link
from service.language import language, term, translate
from service.links import base, document_url, local

blueprint = Blueprint("explorer", __name__)
KINDS = frozenset(kind.value for kind in EntityType)
NAME_LIMIT = 100
LISTED = 300
OFFERED = 8
STARTS = 12
DEEPEST = 3
SHOWN_EVIDENCE = 3
EXPORTS = {"graphml": graphml, "gexf": gexf}
_TARGET = f"{NAMESPACE}Target"
_STATED = """
SELECT ?s ?p ?o ?id ?period ?status WHERE {
  %s
  ?id rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ach:status ?status .
  OPTIONAL { ?id ach:time ?period }
}
"""


class Statement(NamedTuple):
    """What says that there is an edge; in the order of periods, "" for none."""

    period: str
    iri: str
    target: bool


@blueprint.get("/explore")
def explore() -> str:
    focus, name, choices, message = _chosen("focus", "name")
    target, target_name, _, _ = _chosen("target_id", "target")
    return render_template(
        "explore.html",
        focus=focus,
        name=name,
        target=target_name,
        target_id=target,
        depth=parameters.count("depth", 1, high=DEEPEST),
        choices=choices or ([] if focus else _starts()),
        message=message,
        links=_links(focus) if focus else [],
        script_words=_script_words(),
    )


@blueprint.get("/api/v1/graph")
def graph() -> Response:
    form = parameters.choice("format", "json", ("json", *EXPORTS))
    focus = _found("focus")
    net = _network(focus)
    edges = _edges(net)
    if form in EXPORTS:
        return _export(net, edges, form)
    return jsonify(
        focus=_id(focus),
        nodes=[{**asdict(node), "id": _id(node.iri), "url": local(node.iri)} for node in net.nodes],
        edges=edges,
        truncated=net.omitted > 0,
        omitted=net.omitted,
    )


def _network(focus: str) -> networks.Net:
    """What is around the focus, or between it and the target."""
    settings, store = current_app.config["SETTINGS"], served().build.graph
    if request.args.get("target"):
        return networks.path(store, focus, _found("target"), language=language())
    limit = parameters.count("limit", settings.graph_nodes, high=settings.graph_nodes_limit)
    depth = parameters.count("depth", 1, high=DEEPEST)
    return networks.ego(store, focus, depth=depth, limit=limit, language=language())


def _export(net: networks.Net, edges: list[dict[str, Any]], form: str) -> Response:
    nodes = tuple(NetworkNode(node.iri, node.label, node.type) for node in net.nodes)
    network = Network(nodes, tuple(_exported(edge) for edge in edges))
    response = Response(EXPORTS[form](network), mimetype=f"application/{form}+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="chaotou-network.{form}"'
    return response


def _exported(edge: dict[str, Any]) -> NetworkEdge:
    return NetworkEdge(
        source=base() + edge["source"],
        target=base() + edge["target"],
        predicate=edge["label"],
        weight=edge["weight"],
        status=edge["status"],
        period=edge["period"],
        evidence=tuple(f"{each['quote']} – {each['document']['title']}" for each in edge["evidence"]),
    )


def _found(name: str) -> str:
    """IRI of the entity that a parameter names by id, IRI or name."""
    text = parameters.text(name, limit=200)
    return find(served().build.graph, text, kind="entity", base=base())


def _id(iri: str) -> str:
    return iri.removeprefix(base())


def _edges(net: networks.Net) -> list[dict[str, Any]]:
    """The network's edges, each with sentences that state it; a target is an edge only where it is all there is."""
    stated = _stated(net)
    shown = [each.iri for statements in stated.values() for each in statements[:SHOWN_EVIDENCE]]
    links = {link.iri: link for link in facts.links_by_iri(served().build.graph, shown)}
    edges = []
    for edge in net.edges:
        predicate = facts.local_name(edge.predicate)
        statements = stated.get((edge.source, edge.predicate, edge.target), [])
        evidence = [links[each.iri] for each in statements[:SHOWN_EVIDENCE] if each.iri in links]
        edges.append(
            {
                "id": " ".join((_id(edge.source), predicate, _id(edge.target))),
                "source": _id(edge.source),
                "target": _id(edge.target),
                "predicate": predicate,
                "label": edge.label,
                "weight": edge.weight,
                "period": next((each.period for each in statements if each.period), ""),
                "status": "target" if statements and all(each.target for each in statements) else "achieved",
                "evidence": [_evidence(link) for link in evidence],
            }
        )
    return edges


def _stated(net: networks.Net) -> dict[tuple[str, str, str], list[Statement]]:
    """The statements behind each edge, by period: by subject, predicate and object."""
    degree = Counter(end for edge in net.edges for end in (edge.source, edge.target))
    by_source = {edge.source for edge in net.edges if degree[edge.source] < degree[edge.target]}
    by_target = {edge.target for edge in net.edges if degree[edge.source] >= degree[edge.target]}
    where = f"{{ {_any('subject', by_source)} }} UNION {{ {_any('object', by_target)} }}"
    wanted = {(edge.source, edge.predicate, edge.target) for edge in net.edges}
    found: dict[tuple[str, str, str], set[Statement]] = {}
    for row in served().build.graph.select(facts.PREFIXES + _STATED % where):
        edge = row["s"].value, row["p"].value, row["o"].value
        if edge in wanted:
            period = row["period"].value if "period" in row else ""
            found.setdefault(edge, set()).add(Statement(period, row["id"].value, row["status"].value == _TARGET))
    return {edge: sorted(statements) for edge, statements in found.items()}


def _any(role: str, ends: Collection[str]) -> str:
    """A pattern for statements with one of these ends: looked up by the rarer end of an edge, they are few."""
    return f"VALUES ?end {{ {' '.join(f'<{end}>' for end in sorted(ends))} }} ?id rdf:{role} ?end ."


def _evidence(link: Link) -> dict[str, Any]:
    citation = link.citation
    return {**citation_record(citation), "url": document_url(citation.document, citation.start, citation.end)}


def _chosen(id_parameter: str, name_parameter: str) -> tuple[str, str, list[dict[str, str]], str]:
    """The entity asked for by id, IRI or name: id and label, or what else the name may mean, or why there is none."""
    id = parameters.text(id_parameter, limit=200, required=False)
    if id:
        iri = id if id.startswith(base()) else base() + id
        label = facts.labels(served().build.graph, [iri]).get(iri) if Iri.valid(iri) else None
        if label:
            return _id(iri), label, [], ""
    name = id or parameters.text(name_parameter, limit=NAME_LIMIT, required=False)
    if not name:
        return "", "", [], ""
    hits = served().build.labels.search(name, kinds=KINDS, k=OFFERED, dense=False)
    if hits and hits[0].score >= 1:
        return hits[0].id, hits[0].label, [], ""
    choices = [{"id": hit.id, "label": hit.label} for hit in hits]
    return "", name, choices, "" if choices else translate("explore.unknown", name=name)


def busiest(served: Served) -> list[str]:
    """IRIs of the entities with most relations: where to start when nothing is asked for. Made once a build."""
    return served.resource("busiest", _count)


def related(served: Served) -> chains.Neighbours:
    """What a path is looked for in. Made once a build."""
    return chains.neighbours(served.build.graph)


def _count(served: Served) -> list[str]:
    counts: Counter[str] = Counter()
    for end in ("rdf:subject", "rdf:object"):
        query = f"{facts.PREFIXES} SELECT ?e (COUNT(?s) AS ?n) WHERE {{ ?s {end} ?e }} GROUP BY ?e"
        rows = served.build.graph.select(query)
        counts.update({row["e"].value: int(row["n"].value) for row in rows})
    return sorted(counts, key=lambda iri: (-counts[iri], iri))[:STARTS]  # here: the engine takes long to order IRIs


def _starts() -> list[dict[str, str]]:
    iris = busiest(served())
    names = facts.labels(served().build.graph, iris)
    return [{"id": iri.removeprefix(base()), "label": names.get(iri, iri)} for iri in iris]


def _links(focus: str) -> list[Link]:
    where = f"{{ ?id rdf:subject <{base()}{focus}> }} UNION {{ ?id rdf:object <{base()}{focus}> }}"
    return facts.links(served().build.graph, where, limit=LISTED)


def _script_words() -> dict[str, Any]:
    """The words explore.js needs."""
    plain = ("shown", "capped", "page", "target")
    return {
        **{name: translate(f"explore.script_{name}") for name in plain},
        "no_path": translate("explore.script_no_path", steps=str(chains.LONGEST)),
        "types": {kind.value: term("type", kind.value) for kind in EntityType},
        "predicates": {predicate.value: term("predicate", predicate.value) for predicate in Predicate},
    }
