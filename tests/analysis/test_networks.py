from __future__ import annotations

from typing import Any

import pytest

from analysis import chains, networks
from analysis.naming import find
from model.errors import QueryError
from model.statement import EntityType, Predicate

BASE = "https://w3id.org/chaotou/id/"
ZHEJIANG = BASE + "place/330000"
BUREAU = ("浙江省市场监督管理局", EntityType.AGENCY)
DRIVE = ("放心消费<&行动", EntityType.INITIATIVE)


@pytest.fixture
def store(corpus: Any) -> Any:
    report = "浙江省 2025"
    corpus.relate(report, BUREAU, Predicate.IMPLEMENTS, DRIVE)
    corpus.relate("杭州市 2025", BUREAU, Predicate.IMPLEMENTS, DRIVE)
    corpus.relate(report, DRIVE, Predicate.LOCATED_IN, ("浙江省", EntityType.PLACE))
    corpus.relate(report, ("浙江省", EntityType.PLACE), Predicate.DESIGNATED_AS, ("示范区", EntityType.DESIGNATION))
    corpus.relate(report, BUREAU, Predicate.ISSUES, ("未来条例", EntityType.POLICY), status="target")
    return corpus.store()


def test_ego_grows_by_steps(store: Any) -> None:
    focus = find(store, BUREAU[0], kind="entity", base=BASE)
    near, far = networks.ego(store, focus), networks.ego(store, focus, depth=3)
    assert [node.label for node in near.nodes] == [BUREAU[0], DRIVE[0]]
    assert [(edge.label, edge.weight) for edge in near.edges] == [("开展", 2)] or near.edges[0].weight == 2
    assert {node.type for node in far.nodes} == {"Agency", "Initiative", "Place", "Designation"}
    assert far.omitted == 0


def test_ego_says_what_it_left_out(store: Any) -> None:
    net = networks.ego(store, ZHEJIANG, depth=2, limit=2)
    assert len(net.nodes) == 2
    assert net.omitted >= 1
    assert all({edge.source, edge.target} <= {node.iri for node in net.nodes} for edge in net.edges)


def test_bipartite(store: Any) -> None:
    net = networks.bipartite(store)
    assert [(node.label, node.type) for node in net.nodes] == [(BUREAU[0], "Agency"), (DRIVE[0], "Initiative")]
    assert networks.bipartite(store, subjects=[ZHEJIANG]).edges == ()


def test_path(store: Any) -> None:
    start, end = (find(store, name, kind="entity", base=BASE) for name in (BUREAU[0], "示范区"))
    net = networks.path(store, start, end)
    assert [node.label for node in net.nodes] == [BUREAU[0], DRIVE[0], "浙江省", "示范区"]
    assert len(net.edges) == 3
    assert networks.path(store, start, BASE + "place/110000").nodes == ()
    assert [edge.weight for edge in net.edges] == [2, 1, 1]
    assert [node.iri for node in networks.path(store, start, start).nodes] == [start]


def test_a_chain_that_is_too_long_is_none() -> None:
    row = list("abcdefgh")
    near = {here: [there for there in row if abs(ord(here) - ord(there)) == 1] for here in row}
    assert chains.chain(near, "a", "g") == row[:7]
    assert chains.chain(near, "a", "h") == []
    assert chains.chain(near, "a", "elsewhere") == []


@pytest.mark.parametrize("text", ["330000", "浙江省", "浙江", "Zhejiang", "zhejiang", ZHEJIANG, "place/330000"])
def test_a_place_by_any_of_its_names(store: Any, text: str) -> None:
    assert find(store, text, kind="place", base=BASE) == ZHEJIANG


@pytest.mark.parametrize("text", ["gdp", "GDP", "地区生产总值", "gross domestic product", BASE + "metric/gdp"])
def test_a_metric_by_any_of_its_names(store: Any, text: str) -> None:
    assert find(store, text, kind="metric", base=BASE) == BASE + "metric/gdp"


@pytest.mark.parametrize("text", ["没有这个", '"> } #', "<x>", ""])
def test_unknown_names(store: Any, text: str) -> None:
    with pytest.raises(QueryError, match="knows no place"):
        find(store, text, kind="place", base=BASE)
