"""A fact of another kind than what is asked is no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answering.facts import Evidence, Fact, Source
from answering.kinds import difference_of, is_other_kind, is_part_of_span
from answering.understanding.reader import read_question

_SOURCE = Source("d1", "https://example.org/document/d1", "报告", None, "report.md")


def _fact(quote: str, name: str, value: float, unit: str, **others: str) -> Fact:
    fact = Fact(
        iri="https://example.org/observation/o1",
        metric="metric/made-up",
        name=name,
        measure="level",
        value=value,
        unit=unit,
        stated=str(value),
        comparator="=",
        status="achieved",
        evidence=Evidence("d1/p1", quote, quote, 0, len(quote), _SOURCE),
        place="place/330000",
        period="2024",
    )
    return replace(fact, **others)  # type: ignore[arg-type]


_BIRTHS = _fact("常住人口出生率6.3‰", "常住人口出生率", 6.3, "‰")
_PER_HEAD = _fact("常住人口人均生产总值2万美元", "常住人口人均生产总值", 20000.0, "美元")
_REACHED = _fact("惠及个体工商户31万户", "惠及个体工商户", 310000.0, "户")
_ABOVE = _fact("山区县增速高于全省平均1.5个百分点", "山区县增速", 1.5, "百分点", measure="change")
_OTHER_PORT = _fact("上海港集装箱吞吐量5000万标准箱", "上海港集装箱吞吐量", 5e7, "标准箱", place="place/310000")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("浙江常住人口", _BIRTHS),
        ("浙江常住人口", _PER_HEAD),
        ("Zhejiang population 2024", _BIRTHS),
        ("浙江个体工商户有多少户", _REACHED),
        ("浙江山区县", _ABOVE),
        ("宁波舟山港集装箱吞吐量2024", _OTHER_PORT),
    ],
)
def test_what_is_no_answer(question: str, fact: Fact) -> None:
    assert is_other_kind(fact, read_question(question, newest=2025))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("浙江出生率", _BIRTHS),
        ("惠及多少户个体工商户", _REACHED),
        ("山区县增速高于全省平均多少", _ABOVE),
        ("上海港集装箱吞吐量", _OTHER_PORT),
    ],
)
def test_what_is_asked_for(question: str, fact: Fact) -> None:
    assert not is_other_kind(fact, read_question(question, newest=2025))


def test_growth_over_years_is_not_that_of_one() -> None:
    one = replace(_BIRTHS, measure="growth", period="2025")
    assert is_part_of_span(one, "2021/2025")
    assert not is_part_of_span(replace(one, period="2021/2025"), "2021/2025")
    assert not is_part_of_span(one, "2025")


def test_a_difference_is_told_with_what_it_differs_from() -> None:
    assert difference_of(_ABOVE.evidence.quote) == "高于全省平均"
    assert difference_of("下降1.5个百分点") == ""
