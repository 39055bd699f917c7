from __future__ import annotations

import pytest

from lexicon.metrics import Metrics, normalised
from lexicon.units import UnitKind, Units

METRICS = Metrics.load()


@pytest.mark.parametrize(
    ("names", "identifier"),
    [
        (("GDP", "地区生产总值", "全省生产总值", "国内生产总值"), "gdp"),
        (("规上工业增加值", "规模以上工业增加值", "全市规模以上工业增加值"), "industry-value-added"),
        (("经营主体", "市场主体数量", "经营主体总数"), "entities"),
        (("社会消费品零售总额", "社零总额"), "retail-sales"),
        (("PM2.5浓度", "细颗粒物（PM2.5）平均浓度"), "pm25"),
    ],
)
def test_names_of_one_metric(names: tuple[str, ...], identifier: str) -> None:
    assert {METRICS.id_of(name) for name in names} == {identifier}


def test_growth_of_different_things_stays_apart() -> None:
    assert len({METRICS.id_of(name) for name in ("出口", "进口", "进出口", "新增高新技术企业", "高新技术企业")}) == 5


def test_unknown_names_merge_only_where_they_are_the_same() -> None:
    assert METRICS.id_of("“综合查一次”实施率") == METRICS.id_of("综合查一次实施率")
    assert METRICS.id_of("建成绿道") != METRICS.id_of("新建绿道")
    assert METRICS.id_of("建成绿道").startswith("m-")


def test_english() -> None:
    metric = METRICS.named("Total retail sales of consumer goods")
    assert metric is not None and metric.id == "retail-sales"


def test_ids_are_plain_and_names_unique() -> None:
    seen: dict[str, str] = {}
    for metric in METRICS:
        assert metric.id.isascii() and " " not in metric.id and metric.zh and metric.en
        for name in {normalised(name) for name in metric.zh_names}:
            assert seen.setdefault(name, metric.id) == metric.id, name


def test_units() -> None:
    units = Units.load()
    metre = units.named("微克／立方米")
    assert metre is not None and metre.unit == "微克/立方米"
    percent = units.named("％")
    assert percent is not None and percent.kind is UnitKind.PERCENT
