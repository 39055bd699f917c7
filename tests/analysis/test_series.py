from __future__ import annotations

from typing import Any

from analysis import series

GDP = {"id": "gdp", "name": "地区生产总值"}
ZHEJIANG = "https://w3id.org/chaotou/id/place/330000"
METRIC = "https://w3id.org/chaotou/id/metric/gdp"


def _say(corpus: Any, period: str, value: float, stated: str, **more: Any) -> None:
    corpus.say("浙江省", period, "地区生产总值", value, stated, id="gdp", **more)


def test_years_in_order_with_evidence(corpus: Any) -> None:
    _say(corpus, "2024", 9.01e12, "9.01万亿元")
    _say(corpus, "2022", 7.77e12, "7.77万亿元")
    found = series(corpus.store(), METRIC, ZHEJIANG)
    assert [(p.fact.period, p.fact.value) for p in found.points] == [("2022", 7.77e12), ("2024", 9.01e12)]
    point = found.points[0].fact
    assert point.stated in point.citation.sentence
    assert point.citation.document.label == "2023年浙江省政府工作报告"
    assert point.own
    assert found.granularity == "year"


def test_range_of_years(corpus: Any) -> None:
    for year in range(2018, 2025):
        _say(corpus, str(year), year * 1e9, f"{year}0亿元")
    found = series(corpus.store(), METRIC, ZHEJIANG, first=2020, last=2022)
    assert [p.fact.period for p in found.points] == ["2020", "2021", "2022"]


def test_unit_change_breaks_the_line(corpus: Any) -> None:
    _say(corpus, "2021", 100, "100户", unit="户")
    _say(corpus, "2022", 110, "110户", unit="户")
    _say(corpus, "2023", 90, "90人", unit="人")
    assert [p.segment for p in series(corpus.store(), METRIC, ZHEJIANG).points] == [0, 0, 1]


def test_rounding_is_no_dispute_but_another_value_is(corpus: Any) -> None:
    _say(corpus, "2022", 7.77e12, "7.77万亿元")
    _say(corpus, "2022", 7.7715e12, "77715亿元", report="全国 2023")
    _say(corpus, "2023", 8.2e12, "8.2万亿元")
    _say(corpus, "2023", 9.9e12, "9.9万亿元", report="江苏省 2024")
    found = series(corpus.store(), METRIC, ZHEJIANG).points
    assert [p.disputed for p in found] == [False, True]
    assert [len(p.others) for p in found] == [1, 1]


def test_own_report_goes_before_others(corpus: Any) -> None:
    _say(corpus, "2023", 8.2e12, "8.2万亿元")
    _say(corpus, "2023", 8.25e12, "82500亿元", report="江苏省 2024")
    assert series(corpus.store(), METRIC, ZHEJIANG).points[0].fact.value == 8.2e12


def test_other_measures_and_lengths_are_left_out(corpus: Any) -> None:
    _say(corpus, "2022", 7.77e12, "7.77万亿元")
    _say(corpus, "2023", 8.2e12, "8.2万亿元")
    _say(corpus, "2023", 6.0, "6%", measure="growth", unit="%")
    _say(corpus, "2023H1", 3.8e12, "3.8万亿元")
    _say(corpus, "2024", 9e12, "9万亿元", status="target")
    found = series(corpus.store(), METRIC, ZHEJIANG)
    assert [p.fact.period for p in found.points] == ["2022", "2023"]
    assert sorted(f.period for f in found.left_out) == ["2023", "2023H1"]
    growth = series(corpus.store(), METRIC, ZHEJIANG, measure="growth")
    assert [p.fact.value for p in growth.points] == [6.0]


def test_nothing_known(corpus: Any) -> None:
    assert series(corpus.store(), METRIC, ZHEJIANG).points == ()


def test_units_of_one_dimension_make_one_line(corpus: Any) -> None:
    _say(corpus, "2022", 200, "200斤", unit="斤")
    _say(corpus, "2023", 300, "300斤", unit="斤")
    _say(corpus, "2024", 0.2, "0.2吨", unit="吨")
    points = series(corpus.store(), METRIC, ZHEJIANG).points
    assert [(p.fact.value, p.fact.unit, p.fact.stated, p.segment) for p in points][1:] == [
        (300, "斤", "300斤", 0),
        (400, "斤", "0.2吨", 0),
    ]
