"""What pages show of a graph besides single answers: the observations and relations a graph pattern selects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis import Citation, Fact, Thing
from analysis.facts import facts_by_iri
from analysis.labels import labels as labels_in
from service.language import language

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.terms import Row

PREFIXES = """
PREFIX ach: <https://w3id.org/chaotou/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
# In two steps, which ones and then what they say: the evidence is looked up for those that are shown.
_WHICH = """
SELECT ?id ?predicate ?period WHERE {
  %s
  ?id rdf:predicate ?predicate .
  OPTIONAL { ?id ach:time ?period }
}
"""
_SAID = """
SELECT * WHERE {
  VALUES ?id { %s }
  ?id rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; ach:status ?status ;
      prov:wasDerivedFrom ?passage ; ach:quote ?quote ; ach:start ?start ; ach:end ?end .
  ?passage ach:text ?sentence ; dcterms:isPartOf ?document .
  ?document dcterms:title ?title ; dcterms:source ?source .
  OPTIONAL { ?document dcterms:issued ?issued }
  OPTIONAL { ?id ach:time ?period }
}
"""
MOST = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """A relation; `predicate` is its local name, e.g. "designatedAs"; `period` is "" if none is stated."""

    iri: str
    subject: Thing
    predicate: str
    object: Thing
    status: str
    period: str
    citation: Citation


def labels(graph: GraphStore, iris: Iterable[str]) -> dict[str, str]:
    """In the language of the request, by IRI."""
    return labels_in(graph, set(iris), language=language())


def quantities(graph: GraphStore, where: str, *, limit: int = MOST) -> list[Fact]:
    """The observations `?id` for which the graph pattern `where` holds, ordered by IRI."""
    select = f"{PREFIXES} SELECT DISTINCT ?id WHERE {{ {where} ?id ach:metric ?of }}"
    found = sorted(row["id"].value for row in graph.select(select))  # here: the engine takes long to order IRIs
    return facts_by_iri(graph, found[:limit], language=language())


def links(graph: GraphStore, where: str, *, limit: int = MOST) -> list[Link]:
    """The relations `?id` for which the graph pattern `where` holds, by predicate and period."""
    found = sorted({_order(row) for row in graph.select(PREFIXES + _WHICH % where)})
    return links_by_iri(graph, dict.fromkeys(id for _, _, id in found[:limit]))


def links_by_iri(graph: GraphStore, ids: Iterable[str]) -> list[Link]:
    """The relations of these IRIs in their order; those that the graph does not hold are left out."""
    wanted = list(ids)
    if not wanted:
        return []
    said = {row["id"].value: row for row in graph.select(PREFIXES + _SAID % " ".join(f"<{id}>" for id in wanted))}
    rows = {id: said[id] for id in wanted if id in said}
    names = labels(graph, (row[name].value for row in rows.values() for name in ("subject", "object")))
    return [_link(row, names) for row in rows.values()]


def _order(row: Row) -> tuple[str, str, str]:
    return row["predicate"].value, row["period"].value if "period" in row else "", row["id"].value


def _link(row: Row, names: Mapping[str, str]) -> Link:
    def thing(name: str) -> Thing:
        return Thing(row[name].value, names.get(row[name].value, row[name].value))

    return Link(
        iri=row["id"].value,
        subject=thing("subject"),
        predicate=local_name(row["predicate"].value),
        object=thing("object"),
        status=local_name(row["status"].value).lower(),
        period=row["period"].value if "period" in row else "",
        citation=Citation(
            document=Thing(row["document"].value, row["title"].value),
            issued=row["issued"].value if "issued" in row else "",
            source=row["source"].value,
            spatial="",
            sentence=row["sentence"].value,
            quote=row["quote"].value,
            start=int(row["start"].value),
            end=int(row["end"].value),
        ),
    )


def local_name(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def grouped(items: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """Items by an attribute, in the order in which its values first appear."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, key), []).append(item)
    return groups
