"""`/explore`: a network that grows where it is clicked; `/api/v1/graph`: the network as JSON, GraphML or GEXF."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from model.statement import EntityType, Predicate
from service import facts, parameters
from service.current import served
from service.facts import Link
from service.language import term, translate
from service.links import base

blueprint = Blueprint("explorer", __name__)
KINDS = frozenset(kind.value for kind in EntityType)
NAME_LIMIT = 100
LISTED = 300
OFFERED = 8


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
        depth=parameters.count("depth", 1, high=3),
        choices=choices or ([] if focus else _busiest()),
        message=message,
        links=_links(focus) if focus else [],
        script_words=_script_words(),
    )


def _chosen(id_parameter: str, name_parameter: str) -> tuple[str, str, list[dict[str, str]], str]:
    """The entity asked for by id or by name: its id and label, or what else the name may mean, or why there is none."""
    id = parameters.text(id_parameter, limit=200, required=False)
    if id:
        return id, facts.labels(served().build.graph, [base() + id]).get(base() + id, id), [], ""
    name = parameters.text(name_parameter, limit=NAME_LIMIT, required=False)
    if not name:
        return "", "", [], ""
    hits = served().build.labels.search(name, kinds=KINDS, k=OFFERED, dense=False)
    if hits and hits[0].score >= 1:
        return hits[0].id, hits[0].label, [], ""
    choices = [{"id": hit.id, "label": hit.label} for hit in hits]
    return "", name, choices, "" if choices else translate("explore.unknown", name=name)


def _busiest() -> list[dict[str, str]]:
    """The entities with most relations: where to start when nothing is asked for."""

    def count(build: Any) -> list[str]:
        rows = build.build.graph.select(
            f"{facts.PREFIXES} SELECT ?e (COUNT(?s) AS ?n) WHERE {{ ?s a ach:Statement ; rdf:subject|rdf:object ?e }} "
            "GROUP BY ?e ORDER BY DESC(?n) ?e LIMIT 12"
        )
        return [row["e"].value for row in rows if "e" in row]

    iris = served().resource("busiest", count)
    names = facts.labels(served().build.graph, iris)
    return [{"id": iri.removeprefix(base()), "label": names.get(iri, iri)} for iri in iris]


def _links(focus: str) -> list[Link]:
    where = f"{{ ?id rdf:subject <{base()}{focus}> }} UNION {{ ?id rdf:object <{base()}{focus}> }}"
    return facts.links(served().build.graph, where, limit=LISTED)


def _script_words() -> dict[str, Any]:
    """The words explore.js needs."""
    plain = ("shown", "capped", "page", "target", "no_path")
    return {
        **{name: translate(f"explore.script_{name}") for name in plain},
        "types": {kind.value: term("type", kind.value) for kind in EntityType},
        "predicates": {predicate.value: term("predicate", predicate.value) for predicate in Predicate},
    }
