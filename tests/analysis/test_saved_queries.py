"""Every saved query parses, has its titles, and finds something in a graph that holds something of everything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from lexicon.places import Places
from model.statement import EntityType, Predicate

QUERIES = sorted((Path(__file__).parents[2] / "data" / "queries").glob("*.rq"))
_HEAD = ("title-zh", "title-en", "description-zh", "description-en")
_GDP = {"id": "gdp"}
_GROWTH = {"id": "gdp", "measure": "growth", "unit": "%"}
_AGENCY, _PLACE = EntityType.AGENCY, EntityType.PLACE


@pytest.fixture(scope="module")
def everything(new_corpus: Any) -> Any:
    corpus = new_corpus()
    for name, first, second, growth in (("浙江省", 8.2e12, 9.0e12, 5.2), ("江苏省", 1.28e13, 1.37e13, 5.8)):
        corpus.say(name, "2023", "地区生产总值", first, f"{first / 1e12:g}万亿元", **_GDP)
        corpus.say(name, "2024", "地区生产总值", second, f"{second / 1e12:g}万亿元", **_GDP)
        corpus.say(name, "2024", "生产总值", growth, f"{growth}%", **_GROWTH)
        corpus.say(name, "2024", "地区生产总值", 5.5, "5.5%", report=f"{name} 2024", status="target", **_GROWTH)
        corpus.say(name, "2025", "地区生产总值", 5.5, "5.5%", comparator="~", status="target", **_GROWTH)
    corpus.say("浙江省", "2024", "地区生产总值", 9.1e12, "9.1万亿元", report="江苏省 2025", **_GDP)
    corpus.say("杭州市", "2024", "地区生产总值", 2.2e12, "2.2万亿元", **_GDP)
    corpus.say("浙江省", "2024", "发明专利授权量", 100, "100件", id="patents", unit="件", rank=1, scope="全国")
    corpus.say("江苏省", "2024", "发明专利授权量", 120, "120件", id="patents", unit="件")
    corpus.say("江苏省", "2024", "发明专利授权量", 12, "12项", id="patents", unit="项")
    corpus.say("浙江省", "2024", "投资完成率", 104.0, "104%", id="done", measure="share", unit="%")
    corpus.say("浙江省", None, "市场主体", 1e7, "超1000万户", id="firms", unit="户", comparator=">")
    bureau, other = ("浙江省市场监督管理局", _AGENCY), ("浙江省财政厅", _AGENCY)
    report, zhejiang = "浙江省 2025", ("浙江省", _PLACE)
    for actor in (bureau, other):
        corpus.relate(report, actor, Predicate.IMPLEMENTS, ("放心消费行动", EntityType.INITIATIVE), time="2024")
    corpus.relate(report, bureau, Predicate.ISSUES, ("质量强省条例", EntityType.POLICY))
    corpus.relate(report, bureau, Predicate.GRANTS, ("放心消费示范区", EntityType.DESIGNATION))
    corpus.relate(report, zhejiang, Predicate.DESIGNATED_AS, ("放心消费示范区", EntityType.DESIGNATION))
    corpus.relate(report, zhejiang, Predicate.RECEIVES, ("质量奖", EntityType.AWARD))
    return corpus.store(undated="无日期的文件")


def test_there_are_enough_of_them() -> None:
    assert len(QUERIES) >= 25


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_head(path: Path) -> None:
    head = dict(re.findall(r"^# ([\w-]+): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(_HEAD) <= set(head)
    assert re.search(r"[\u4e00-\u9fff]", head["title-zh"])
    assert not re.search(r"[\u4e00-\u9fff]", head["title-en"])


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_finds_something(everything: Any, path: Path) -> None:
    rows = everything.select(path.read_text(encoding="utf-8"))
    assert rows
    assert all(set(row) for row in rows)


def test_places_of_the_queries_exist() -> None:
    codes = {code for path in QUERIES for code in re.findall(r"id/place/(\d+)", path.read_text(encoding="utf-8"))}
    assert codes
    assert all(Places.load().by_code(code) for code in codes)
