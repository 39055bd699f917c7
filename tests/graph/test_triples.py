from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from graph.naming import Names
from graph.store import EmbeddedStore
from graph.terms import Iri
from model.statement import EntityType

ACH = "PREFIX ach: <https://w3id.org/chaotou/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> " \
      "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/> " \
      "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture
def store(sample, names: Names) -> EmbeddedStore:
    store = EmbeddedStore()
    store.replace(names.document(sample.document.id), sample.ntriples(names))
    return store


def one(store: EmbeddedStore, where: str) -> dict[str, str]:
    rows = store.select(f"{ACH} SELECT * WHERE {{ {where} }}")
    assert len(rows) == 1, rows
    return {name: term.value for name, term in rows[0].items()}


def test_observation_has_every_property_of_the_contract(store: EmbeddedStore) -> None:
    row = one(store, '?o a ach:Observation ; ach:metric ?metric ; ach:measure "level" ; ach:value ?value ;'
                     " ach:unit ?unit ; ach:unitLabel ?label ; ach:statedValue ?stated ;"
                     " ach:comparator ?comparator ; ach:place ?place ;"
                     " ach:agency ?agency ; ach:period ?period ; ach:periodStart ?start ; ach:periodEnd ?end ;"
                     " ach:status ach:Achieved ; ach:rank ?rank ; ach:rankScope ?scope ; ach:quote ?quote ;"
                     " prov:wasDerivedFrom/dcterms:isPartOf/dcterms:title ?title")
    assert row["value"] == "12500"
    assert row["label"] == "家"
    assert row["stated"] == "1.25万家"
    assert row["place"] == "https://w3id.org/chaotou/id/place/330000"
    assert (row["start"], row["end"]) == ("2023-01-01", "2023-12-31")
    assert (row["rank"], row["scope"]) == ("2", "全国")
    assert row["quote"] == "新增科技企业1.25万家"
    assert row["title"] == "海蓝省2023年工作纪实"


def test_only_an_achieved_relation_is_asserted_directly(store: EmbeddedStore) -> None:
    direct = one(store, "?s ach:designatedAs ?o . ?s rdfs:label ?name")
    assert direct["name"] == "杭州市"
    where = "?x a ach:Statement ; ach:status ?status ; rdf:predicate ach:designatedAs"
    stated = store.select(f"{ACH} SELECT ?status WHERE {{ {where} }}")
    assert len(stated) == 2


def test_only_passages_with_evidence_are_in_the_graph(store: EmbeddedStore, sample) -> None:
    rows = store.select(f"{ACH} SELECT ?text WHERE {{ ?p a ach:Passage ; ach:text ?text }}")
    assert {row["text"].value for row in rows} == {passage.text for passage in sample.document.passages[:2]}


def test_document_says_what_it_is(store: EmbeddedStore) -> None:
    row = one(store, "?d a ach:Document ; dcterms:issued ?issued ; dcterms:source ?source ; ach:subjectYear ?year ;"
                     " dcterms:publisher/rdfs:label ?publisher ; dcterms:spatial/rdfs:label ?place ."
                     ' FILTER(LANG(?publisher) = "zh" && LANG(?place) = "zh")')
    assert row["issued"] == "2024-01-08"
    assert row["publisher"] == "浙江省人民政府"
    assert row["place"] == "浙江省"


def test_aliases_are_alternative_labels(store: EmbeddedStore) -> None:
    assert store.ask(f'{ACH} ASK {{ ?a rdfs:label "浙江省市场监督管理局"@zh ; skos:altLabel "省市场监管局"@zh }}')
    assert store.ask(f'{ACH} ASK {{ ?m a ach:Metric ; skos:altLabel "科技企业"@zh }}')


def test_iris_are_ascii(sample, names: Names) -> None:
    for line in sample.ntriples(names).splitlines():
        for token in line.split('"')[0].split():
            assert token.isascii()


def test_same_statements_give_the_same_text(make: Callable[..., object], names: Names) -> None:
    first, second = make(), make()
    second.statements[::-1]
    assert first.ntriples(names) == second.ntriples(names)


def test_places_that_share_a_name_are_told_apart(names: Names) -> None:
    assert names.entity(EntityType.PLACE, "鼓楼区", "320100") != names.entity(EntityType.PLACE, "鼓楼区", "350100")


def test_base_is_configurable() -> None:
    names = Names(base="http://127.0.0.1:8000/id/")
    assert names.document("ab") == Iri("http://127.0.0.1:8000/id/document/ab")


def test_a_document_that_knows_nothing_of_itself(sample, names: Names) -> None:
    silent = dict.fromkeys(("place", "place_code", "publisher", "issued", "subject_year"))
    bare = type(sample)(sample.document, SimpleNamespace(genre="other", **silent), (), ())
    assert "dcterms/publisher" not in bare.ntriples(names)
