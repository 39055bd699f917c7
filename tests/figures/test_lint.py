from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from figures import Bar, Edge, Line, Network, Node, Point, Ranking, SmallMultiples, Tile, TileMap, TimeSeries, lint

from . import conftest as sample

BAR = Bar("海蓝省", 5.5, "%", "growth", "2025")
POINT = Point("2024", 5.5, "%", "growth")


def _codes(chart: Any) -> list[str]:
    return [complaint.code for complaint in lint(chart)]


def _bars(*bars: Bar, subject: str = "") -> Ranking:
    return Ranking(sample.frame("试", subject=subject), bars)


def _line(*points: Point) -> TimeSeries:
    return TimeSeries(sample.frame("试"), (Line("海蓝省", points),))


def test_good_charts_pass(kind: str) -> None:
    assert _codes(sample.charts()[kind]) == []


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (replace(BAR, label="乙", unit="元"), "mixed_units"),
        (replace(BAR, label="乙", measure="level"), "mixed_measures"),
        (replace(BAR, label="乙", status="target"), "mixed_status"),
        (replace(BAR, label="乙", period="2024"), "mixed_periods"),
        (replace(BAR, label="乙", value=float("nan")), "not_finite"),
        (replace(BAR), "duplicate_bar"),
    ],
)
def test_rankings_compare_like_with_like(second: Bar, code: str) -> None:
    assert _codes(_bars(BAR, second)) == [code]


def test_a_value_without_a_period() -> None:
    assert _codes(_bars(replace(BAR, period=""))) == ["missing_period"]


@pytest.mark.parametrize(
    ("subject", "value", "codes"),
    [
        ("森林覆盖率", 100.0, []),
        ("森林覆盖率", 103.0, ["impossible_share"]),
        ("优良率", -1.0, ["impossible_share"]),
        ("投资完成率", 103.0, []),
        ("资产负债率", 130.0, []),
    ],
)
def test_shares(subject: str, value: float, codes: list[str]) -> None:
    assert _codes(_bars(Bar("甲", value, "%", "share", "2025"), subject=subject)) == codes


def test_too_many_bars() -> None:
    assert _codes(_bars(*(replace(BAR, label=str(n)) for n in range(61)))) == ["too_many"]


def test_lines() -> None:
    assert _codes(_line(POINT, replace(POINT, period="2024H1"))) == ["mixed_granularity"]
    assert _codes(_line(POINT, replace(POINT, value=6.0))) == ["duplicate_point"]
    assert _codes(_line(POINT, replace(POINT, status="target"))) == []
    assert _codes(_line(POINT, replace(POINT, period="2023", unit="元"))) == ["mixed_units"]


def test_small_multiples_may_have_scales_of_their_own() -> None:
    panels = (Line("甲", (POINT,)), Line("乙", (replace(POINT, unit="元", measure="level"),)))
    assert _codes(SmallMultiples(sample.frame("试"), panels)) == ["mixed_units", "mixed_measures"]
    assert _codes(SmallMultiples(sample.frame("试"), panels, shared_scale=False)) == []


def test_tiles() -> None:
    tile = Tile("330000", 5.5, "%", "growth", "2025")
    assert _codes(TileMap(sample.frame("试"), (tile, replace(tile, adcode="999999")))) == ["unknown_place"]
    assert _codes(TileMap(sample.frame("试"), (replace(tile, value=None),))) == ["empty"]


def test_networks() -> None:
    node = Node("a", "甲", "Agency")
    assert _codes(Network(sample.frame("试"), (node,), (Edge("a", "b", "开展"),))) == ["dangling_edge"]
    assert _codes(Network(sample.frame("试"), (node, node), ())) == ["duplicate_bar"]
    assert _codes(Network(sample.frame("试"), (), ())) == ["empty"]
    crowd = tuple(Node(str(n), "甲", "Agency") for n in range(151))
    assert _codes(Network(sample.frame("试"), crowd, ())) == ["too_many"]


def test_it_says_why_in_both_languages() -> None:
    mixed = _bars(BAR, replace(BAR, label="乙", unit="元"))
    (complaint,) = lint(mixed)
    assert complaint.message == "单位不同，不能共用一条轴：%, 元"
    (complaint,) = lint(Ranking(sample.frame("x", "en"), mixed.bars))
    assert complaint.message == "Different units cannot share an axis: %, 元"
