"""What pages show of a graph: observations, relations and labels, read with SPARQL and kept as small values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row

PREFIXES = """
PREFIX ach: <https://w3id.org/chaotou/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_EVIDENCE = """
  ?id prov:wasDerivedFrom ?passage ; ach:quote ?quote ; ach:start ?start ; ach:end ?end ; ach:status ?status .
  ?passage ach:text ?sentence ; dcterms:isPartOf ?document .
  ?document dcterms:title ?title .
  OPTIONAL { ?document dcterms:issued ?issued }
"""
OBSERVATIONS = """
SELECT * WHERE {
  %(where)s
  ?id a ach:Observation ; ach:metric ?metric ; ach:metricLabel ?metricText ; ach:measure ?measure ;
      ach:comparator ?comparator ; ach:statedValue ?stated .
  OPTIONAL { ?id ach:value ?value }
  OPTIONAL { ?id ach:unitLabel ?unit }
  OPTIONAL { ?id ach:place ?place }
  OPTIONAL { ?id ach:agency ?agency }
  OPTIONAL { ?id ach:period ?period }
  OPTIONAL { ?id ach:rank ?rank }
  OPTIONAL { ?id ach:rankScope ?scope }
""" + _EVIDENCE + "} ORDER BY %(order)s LIMIT %(limit)d"
RELATIONS = """
SELECT * WHERE {
  %(where)s
  ?id a ach:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL { ?id ach:time ?period }
""" + _EVIDENCE + "} ORDER BY %(order)s LIMIT %(limit)d"


@dataclass(frozen=True, slots=True)
class Thing:
    """`iri` with its label in the language asked for."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands; offsets are those of `Document.text`."""

    document: Thing
    issued: str
    sentence: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """An observation, its things labelled; `metric_text` is the metric's name in the sentence."""

    id: str
    metric: Thing
    metric_text: str
    measure: str
    comparator: str
    stated: str
    status: str
    source: Source
    value: float | None = None
    unit: str = ""
    place: Thing | None = None
    agency: Thing | None = None
    period: str = ""
    rank: int | None = None
    rank_scope: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation; `predicate` is its local name, e.g. "designatedAs"."""

    id: str
    subject: Thing
    predicate: str
    object: Thing
    status: str
    period: str
    source: Source


def labels(graph: GraphStore, iris: Iterable[str], language: str) -> dict[str, str]:
    """A label for each IRI that has one: in `language`, else in Chinese, else any; of several the shortest."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    if not wanted:
        return {}
    rows = graph.select(f"{PREFIXES} SELECT ?s ?label WHERE {{ VALUES ?s {{ {wanted} }} ?s rdfs:label ?label }}")
    found: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows:
        tag = getattr(row["label"], "language", None) or ""
        order = 0 if tag.startswith(language) else 1 if tag.startswith("zh") else 2
        found.setdefault(row["s"].value, []).append((order, len(row["label"].value), row["label"].value))
    return {iri: min(names)[2] for iri, names in found.items()}


def quantities(
    graph: GraphStore, where: str, language: str, *, order: str = "?document ?start", limit: int = 2000
) -> list[Quantity]:
    """The observations `?id` for which the graph pattern `where` holds."""
    rows = graph.select(PREFIXES + OBSERVATIONS % {"where": where, "order": order, "limit": limit})
    names = labels(graph, _iris(rows, ("metric", "place", "agency")), language)
    return [_quantity(row, names) for row in _first_of_each(rows)]


def links(
    graph: GraphStore, where: str, language: str, *, order: str = "?document ?start", limit: int = 2000
) -> list[Link]:
    """The relations `?id` for which the graph pattern `where` holds."""
    rows = graph.select(PREFIXES + RELATIONS % {"where": where, "order": order, "limit": limit})
    names = labels(graph, _iris(rows, ("subject", "object")), language)
    return [_link(row, names) for row in _first_of_each(rows)]


def _iris(rows: Iterable[Row], names: Sequence[str]) -> list[str]:
    return [row[name].value for row in rows for name in names if name in row]


def _first_of_each(rows: Iterable[Row]) -> list[Row]:
    """Rows by statement: one with two units or dates would come twice."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row["id"].value, row)
    return list(seen.values())


def _value(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _thing(row: Row, name: str, names: Mapping[str, str]) -> Thing | None:
    return Thing(row[name].value, names.get(row[name].value, row[name].value)) if name in row else None


def _source(row: Row) -> Source:
    return Source(
        document=Thing(_value(row, "document"), _value(row, "title")),
        issued=_value(row, "issued"),
        sentence=_value(row, "sentence"),
        quote=_value(row, "quote"),
        start=int(_value(row, "start")),
        end=int(_value(row, "end")),
    )


def _quantity(row: Row, names: Mapping[str, str]) -> Quantity:
    metric = row["metric"].value
    return Quantity(
        id=_value(row, "id"),
        metric=Thing(metric, names.get(metric, _value(row, "metricText"))),
        metric_text=_value(row, "metricText"),
        measure=_value(row, "measure"),
        comparator=_value(row, "comparator"),
        stated=_value(row, "stated"),
        status=_status(row),
        source=_source(row),
        value=float(row["value"].value) if "value" in row else None,
        unit=_value(row, "unit"),
        place=_thing(row, "place", names),
        agency=_thing(row, "agency", names),
        period=_value(row, "period"),
        rank=int(row["rank"].value) if "rank" in row else None,
        rank_scope=_value(row, "scope"),
    )


def _link(row: Row, names: Mapping[str, str]) -> Link:
    subject, object_ = _value(row, "subject"), _value(row, "object")
    return Link(
        id=_value(row, "id"),
        subject=Thing(subject, names.get(subject, subject)),
        predicate=_local(_value(row, "predicate")),
        object=Thing(object_, names.get(object_, object_)),
        status=_status(row),
        period=_value(row, "period"),
        source=_source(row),
    )


def _status(row: Row) -> str:
    return _local(_value(row, "status")).lower()


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def grouped(items: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """Items by an attribute, in the order in which its values first appear."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, key), []).append(item)
    return groups
