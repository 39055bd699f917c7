"""The page of an entity (`/id/…` as HTML, through `service.linked_data`), and `/api/v1/entities/<id>`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template
from werkzeug.wrappers import Response as Answered

from analysis import Fact, Thing
from analysis.facts import facts_by_iri
from model.identifiers import NAMESPACE
from service import facts, parameters
from service.current import served
from service.facts import PREFIXES, Link
from service.language import language
from service.links import base, local
from service.series import drawable

blueprint = Blueprint("entities", __name__)
LISTED = 5000
SHOWN_LINKS = 150
SHOWN_METRICS = 4
SHOWN_VALUES = 40
LISTED_METRICS = 120
_HIDDEN_TYPES = ("Organization", "Concept", "Statement")
_ELSEWHERE = ("metric/", "document/")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the graph says of a thing itself. `names` are alternatives to `label`; `same` are IRIs of elsewhere."""

    iri: str
    label: str
    type: str
    names: tuple[str, ...]
    same: tuple[str, ...]
    within: Thing | None
    adcode: str
    definition: str


@blueprint.get("/api/v1/entities/<path:id>")
def entity(id: str) -> Response:
    found = profile(id)
    observations = facts.quantities(served().build.graph, _of(found), limit=LISTED)
    relations = _relations(found.iri, limit=LISTED)
    return jsonify(entity=asdict(found), observations=_plain(observations), relations=_plain(relations))


def page(id: str) -> str | Answered:
    """The HTML form of `<base><id>`; metrics and documents have pages of their own."""
    if id.startswith(_ELSEWHERE):
        return redirect(local(base() + id), code=303)
    found = profile(id)
    metrics = _metrics(found)
    chosen = parameters.text("metric", limit=200, required=False)
    listed = [metric for metric, _ in metrics]
    shown = [metric for metric in listed if metric.iri == base() + chosen] or listed[:SHOWN_METRICS]
    observations = _observations(found, shown)
    relations = _relations(found.iri, limit=SHOWN_LINKS)
    return render_template(
        "entity.html",
        id=id,
        entity=found,
        metrics=metrics,
        shown=[(metric, [fact for fact in observations if fact.metric == metric]) for metric in shown],
        counts={metric.iri: count for metric, count in metrics},
        drawn=drawable(observations, lambda fact: fact.metric) if found.type == "Place" else [],
        base=base(),
        capped=len(relations) >= SHOWN_LINKS,
        outgoing=facts.grouped((link for link in relations if link.subject.iri == found.iri), "predicate"),
        incoming=facts.grouped((link for link in relations if link.object.iri == found.iri), "predicate"),
        documents=_documents(found.iri),
    )


def profile(id: str) -> Profile:
    """The thing with this id, or 404 if the graph says nothing of it."""
    iri = base() + id
    if any(character in '<>"{}|^`\\' or character <= " " for character in iri):
        abort(404, f"not an id: {id}")
    rows = served().build.graph.select(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}")
    if not rows:
        abort(404, f"this build says nothing about {id}")
    values: dict[str, list[Any]] = {}
    for row in rows:
        values.setdefault(facts.local_name(row["p"].value), []).append(row["o"])
    graph = served().build.graph
    label = facts.labels(graph, [iri]).get(iri, id)
    within = [term.value for term in values.get("within", ())]
    parents = facts.labels(graph, within)
    names = {term.value for key in ("altLabel", "label", "prefLabel") for term in values.get(key, ())}
    return Profile(
        iri=iri,
        label=label,
        type=_type(values.get("type", ())),
        names=tuple(sorted(names - {label})),
        same=tuple(sorted(term.value for term in values.get("sameAs", ()))),
        within=Thing(within[0], parents.get(within[0], within[0])) if within else None,
        adcode=next((term.value for term in values.get("adcode", ())), ""),
        definition=_text(values.get("definition", values.get("comment", []))),
    )


def _type(types: Any) -> str:
    """The most telling of our classes a thing has: an Agency is also an Organization."""
    ours = sorted(term.value.removeprefix(NAMESPACE) for term in types if term.value.startswith(NAMESPACE))
    return next((name for name in ours if name not in _HIDDEN_TYPES), ours[0] if ours else "")


def _text(terms: list[Any]) -> str:
    wanted = [term for term in terms if (getattr(term, "language", None) or "").startswith(language())]
    return str((wanted or terms)[0].value) if terms else ""


def _of(entity: Profile) -> str:
    """The pattern of what is observed of a place, of a metric, or of another entity."""
    role = {"Place": "place", "Metric": "metric"}.get(entity.type, "agency")
    return f"?id ach:{role} <{entity.iri}> ."


def _metrics(entity: Profile) -> list[tuple[Thing, int]]:
    """The metrics stated most of a place or agency, with how often."""
    graph = served().build.graph
    rows = graph.select(
        f"{PREFIXES} SELECT ?metric (COUNT(?id) AS ?n) WHERE {{ {_of(entity)} ?id ach:metric ?metric }} "
        "GROUP BY ?metric"
    )
    counts = sorted(((row["metric"].value, int(row["n"].value)) for row in rows), key=lambda row: (-row[1], row[0]))
    kept = counts[:LISTED_METRICS]
    names = facts.labels(graph, (metric for metric, _ in kept))
    return [(Thing(metric, names.get(metric, metric)), count) for metric, count in kept]


def _observations(entity: Profile, metrics: list[Thing]) -> list[Fact]:
    """What is stated of a place or agency about these metrics, by period; of several metrics the newest of each."""
    if not metrics:
        return []
    wanted = " ".join(f"<{metric.iri}>" for metric in metrics)
    where = f"VALUES ?metric {{ {wanted} }} ?id ach:metric ?metric . {_of(entity)}"
    select = f"SELECT ?metric ?period ?id WHERE {{ {where} OPTIONAL {{ ?id ach:period ?period }} }}"
    rows = served().build.graph.select(f"{PREFIXES} {select}")
    stated = {tuple(row[key].value if key in row else "" for key in ("metric", "period", "id")) for row in rows}
    kept = newest(stated, LISTED if len(metrics) == 1 else SHOWN_VALUES)
    return sorted(facts_by_iri(served().build.graph, kept, language=language()), key=lambda fact: fact.period)


def newest(stated: Iterable[tuple[str, ...]], most: int) -> list[str]:
    """IRIs out of (metric, period, IRI): of each metric at most so many, those of the latest periods."""
    by_metric: dict[str, list[str]] = {}
    for metric, _, iri in sorted(stated, key=lambda row: (row[1], row[2]), reverse=True):
        by_metric.setdefault(metric, []).append(iri)
    return [iri for listed in by_metric.values() for iri in listed[:most]]


def _relations(iri: str, *, limit: int) -> list[Link]:
    where = f"{{ ?id rdf:subject <{iri}> }} UNION {{ ?id rdf:object <{iri}> }}"
    return facts.links(served().build.graph, where, limit=limit)


def _documents(iri: str) -> list[tuple[Thing, str]]:
    rows = served().build.graph.select(
        f"{PREFIXES} SELECT DISTINCT ?d ?title ?issued WHERE {{ ?d dcterms:spatial|dcterms:publisher <{iri}> ; "
        "dcterms:title ?title OPTIONAL { ?d dcterms:issued ?issued } } ORDER BY DESC(?issued) ?title"
    )
    return [(Thing(row["d"].value, row["title"].value), row["issued"].value if "issued" in row else "") for row in rows]


def _plain(items: list[Any]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]
