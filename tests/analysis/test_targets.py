from __future__ import annotations

from typing import Any

import pytest

from analysis import targets
from lexicon.verdicts import Verdict

MET, MISSED, UNKNOWN = Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN
GROWTH = {"id": "gdp", "measure": "growth", "unit": "%"}


@pytest.mark.parametrize(
    ("name", "goal", "outcome", "verdict", "reason"),
    [
        ("地区生产总值", ("=", 5.5), ("=", 5.5), MET, ""),
        ("地区生产总值", ("=", 5.5), ("=", 5.4), MISSED, ""),
        ("地区生产总值", (">=", 5), ("=", 5), MET, ""),
        ("地区生产总值", (">", 5), ("=", 5), MISSED, ""),
        ("地区生产总值", (">", 5), ("=", 5.1), MET, ""),
        ("地区生产总值", (">", 5), (">", 5), UNKNOWN, "hedged"),
        ("地区生产总值", (">=", 5), (">", 5), MET, ""),
        ("地区生产总值", ("=", 5), (">", 4.8), UNKNOWN, "hedged"),
        ("地区生产总值", ("=", 5), ("<", 4.8), MISSED, ""),
        ("地区生产总值", ("~", 5.5), ("=", 5.5), MET, ""),
        ("地区生产总值", ("~", 5.5), ("=", 5.3), UNKNOWN, "about"),
        ("地区生产总值", ("~", 5.5), ("=", 3.9), MISSED, ""),
        ("地区生产总值", ("=", 5.5), ("~", 5.5), UNKNOWN, "hedged"),
        ("城镇调查失业率", ("<=", 5.5), ("=", 5.2), MET, ""),
        ("城镇调查失业率", ("<=", 5.5), ("=", 5.5), MET, ""),
        ("城镇调查失业率", ("<", 5.5), ("=", 5.5), MISSED, ""),
        ("城镇调查失业率", ("=", 5.5), ("=", 5.6), MISSED, ""),
        ("居民消费价格", ("~", 3), ("=", 0.2), UNKNOWN, "anchor"),
        ("居民消费价格", ("<=", 3), ("=", 0.2), MET, ""),
        ("城镇调查失业率", ("~", 5.5), ("=", 5.2), MET, ""),
        ("单位国内生产总值能耗", ("~", -2.5), ("=", -3.8), MET, ""),
        ("细颗粒物平均浓度", (">=", -5), ("=", -6), MET, ""),
        ("细颗粒物平均浓度", (">=", -5), ("=", -4), MISSED, ""),
        ("商品房库存", ("=", -5), (">", -6), MET, ""),
        ("单位地区生产总值能耗", ("=", -3), ("=", -3.4), MET, ""),
        ("单位地区生产总值能耗", ("=", -3), ("=", -2.1), MISSED, ""),
    ],
)
def test_verdicts(corpus: Any, name: str, goal: Any, outcome: Any, verdict: Verdict, reason: str) -> None:
    kind = {"id": "x", "measure": "growth", "unit": "%"}
    corpus.say(
        "浙江省",
        "2025",
        name,
        goal[1],
        f"{goal[1]}%",
        report="浙江省 2025",
        comparator=goal[0],
        status="target",
        **kind,
    )
    corpus.say("浙江省", "2025", name, outcome[1], f"{outcome[1]}%", comparator=outcome[0], **kind)
    (pair,) = targets(corpus.store())
    assert (pair.verdict, pair.reason) == (verdict, reason)
    assert pair.target.status == "target"
    assert pair.outcome is not None


def test_no_outcome(corpus: Any) -> None:
    corpus.say("浙江省", "2026", "地区生产总值", 5, "5%", report="浙江省 2026", status="target", **GROWTH)
    (pair,) = targets(corpus.store())
    assert (pair.outcome, pair.verdict, pair.reason) == (None, UNKNOWN, "no_outcome")


def test_only_like_is_matched(corpus: Any) -> None:
    corpus.say("浙江省", "2025", "地区生产总值", 5.5, "5.5%", report="浙江省 2025", status="target", **GROWTH)
    corpus.say("浙江省", "2025", "地区生产总值", 9e12, "9万亿元", id="gdp")
    corpus.say("浙江省", "2024", "地区生产总值", 5.6, "5.6%", **GROWTH)
    corpus.say("江苏省", "2025", "地区生产总值", 5.6, "5.6%", **GROWTH)
    (pair,) = targets(corpus.store())
    assert pair.outcome is None


def test_filters(corpus: Any) -> None:
    for name in ("浙江省", "江苏省"):
        corpus.say(name, "2025", "地区生产总值", 5.5, "5.5%", report=f"{name} 2025", status="target", **GROWTH)
        corpus.say(name, "2025", "地区生产总值", 5.6, "5.6%", **GROWTH)
    jiangsu = "https://w3id.org/chaotou/id/place/320000"
    store = corpus.store()
    assert len(targets(store)) == 2
    (pair,) = targets(store, places=[jiangsu], metric="https://w3id.org/chaotou/id/metric/gdp", period="2025")
    assert pair.target.place and pair.target.place.iri == jiangsu
    assert targets(store, places=[]) == []


def test_two_goals_are_counted(corpus: Any) -> None:
    corpus.say("浙江省", "2025", "地区生产总值", 5.5, "5.5%", report="浙江省 2025", status="target", **GROWTH)
    corpus.say("浙江省", "2025", "地区生产总值", 6, "6%", report="浙江省 2021", status="target", **GROWTH)
    (pair,) = targets(corpus.store())
    assert pair.goals == 2


def test_of_a_range_the_floor_counts(corpus: Any) -> None:
    for sign, value in (("<=", 6.5), (">=", 6.0)):
        corpus.say(
            "浙江省",
            "2025",
            "地区生产总值",
            value,
            f"{value}%",
            report="浙江省 2025",
            comparator=sign,
            status="target",
            **GROWTH,
        )
    corpus.say("浙江省", "2025", "地区生产总值", 6.8, "6.8%", **GROWTH)
    (pair,) = targets(corpus.store())
    assert (pair.target.value, pair.verdict, pair.goals) == (6.0, MET, 2)


def test_the_plan_of_the_year_goes_before_older_plans(corpus: Any) -> None:
    corpus.say("浙江省", "2025", "地区生产总值", 7.0, "7%", report="浙江省 2021", status="target", **GROWTH)
    corpus.say("浙江省", "2025", "地区生产总值", 5.5, "5.5%", report="浙江省 2025", status="target", **GROWTH)
    (pair,) = targets(corpus.store())
    assert pair.target.value == 5.5


def test_units_are_converted_before_a_verdict(corpus: Any) -> None:
    for value, unit, status in ((1.3e12, "斤", "target"), (7.065e8, "吨", "achieved")):
        report = "全国 2024" if status == "target" else ""
        corpus.say("全国", "2024", "粮食产量", value, f"{value:g}", id="grain", unit=unit, status=status, report=report)
    (pair,) = targets(corpus.store())
    assert pair.verdict is MET
    assert pair.outcome and (pair.outcome.value, pair.outcome.unit) == (1.413e12, "斤")
