from __future__ import annotations

from typing import Any

import pytest

from analysis import compare, ranking
from analysis.comparison import Reason

ID = "https://w3id.org/chaotou/id/"
METRIC = ID + "metric/gdp"
ZHEJIANG, JIANGSU, GUANGDONG, HANGZHOU, NINGBO = (
    f"{ID}place/{code}" for code in ("330000", "320000", "440000", "330100", "330200")
)


@pytest.fixture
def three(corpus: Any) -> Any:
    for name, value in (("浙江省", 5.5), ("江苏省", 5.3), ("广东省", 3.9)):
        corpus.say(name, "2025", "地区生产总值", value, f"{value}%", id="gdp", measure="growth", unit="%")
    return corpus


def test_largest_first(three: Any) -> None:
    found = compare(three.store(), METRIC, "2025", [GUANGDONG, ZHEJIANG, JIANGSU])
    assert [row.place.label for row in found.rows if row.place] == ["浙江省", "江苏省", "广东省"]
    assert (found.measure, found.unit, found.refused) == ("growth", "%", ())


def test_another_measure_is_refused_with_what_was_found(three: Any) -> None:
    three.say("杭州市", "2025", "地区生产总值", 2.3e12, "2.3万亿元", id="gdp")
    found = compare(three.store(), METRIC, "2025", [ZHEJIANG, JIANGSU, HANGZHOU])
    assert [row.value for row in found.rows] == [5.5, 5.3]
    (refusal,) = found.refused
    assert (refusal.place, refusal.reason, refusal.wanted, refusal.found) == (
        HANGZHOU,
        Reason.MEASURE,
        "growth",
        "level",
    )
    assert refusal.fact and refusal.fact.value == 2.3e12


def test_another_unit_is_refused(corpus: Any) -> None:
    corpus.say("浙江省", "2025", "出口额", 3e12, "3万亿元", id="export")
    corpus.say("江苏省", "2025", "出口额", 4e12, "4万亿元", id="export")
    corpus.say("广东省", "2025", "出口额", 8e11, "8000亿美元", id="export", unit="美元")
    found = compare(corpus.store(), ID + "metric/export", "2025", [ZHEJIANG, JIANGSU, GUANGDONG])
    assert [(r.place, r.reason, r.wanted, r.found) for r in found.refused] == [(GUANGDONG, Reason.UNIT, "元", "美元")]


def test_per_head_is_never_beside_a_total(corpus: Any) -> None:
    corpus.say("浙江省", "2025", "地区生产总值", 9e12, "9万亿元", id="gdp")
    corpus.say("江苏省", "2025", "地区生产总值", 1.4e13, "14万亿元", id="gdp")
    corpus.say("广东省", "2025", "人均地区生产总值", 1.1e5, "11万元", id="gdp")
    found = compare(corpus.store(), METRIC, "2025", [ZHEJIANG, JIANGSU, GUANGDONG])
    assert [(r.place, r.reason) for r in found.refused] == [(GUANGDONG, Reason.PER_HEAD)]


def test_a_silent_place_is_refused(three: Any) -> None:
    found = compare(three.store(), METRIC, "2025", [ZHEJIANG, NINGBO])
    assert [(r.place, r.reason) for r in found.refused] == [(NINGBO, Reason.NO_VALUE)]


def test_targets_stay_out(three: Any) -> None:
    three.say("宁波市", "2025", "地区生产总值", 6, "6%", id="gdp", measure="growth", unit="%", status="target")
    assert len(compare(three.store(), METRIC, "2025", [NINGBO]).rows) == 0
    assert len(compare(three.store(), METRIC, "2025", [NINGBO], status="target").rows) == 1


def test_ranking_keeps_to_a_level_and_an_area(three: Any) -> None:
    three.say("杭州市", "2025", "地区生产总值", 5.2, "5.2%", id="gdp", measure="growth", unit="%")
    three.say("宁波市", "2025", "地区生产总值", 4.9, "4.9%", id="gdp", measure="growth", unit="%")
    store = three.store()
    assert [row.value for row in ranking(store, METRIC, "2025").rows] == [5.5, 5.3, 3.9]
    cities = ranking(store, METRIC, "2025", level="prefecture", within=ZHEJIANG)
    assert [row.place.label for row in cities.rows if row.place] == ["杭州市", "宁波市"]
    assert len(ranking(store, METRIC, "2025", limit=2).rows) == 2
    assert ranking(store, METRIC, "2025", language="en").rows[0].place.label == "Zhejiang"  # type: ignore[union-attr]
