from __future__ import annotations

from typing import Any

import pytest

from analysis import disagreements, growth_checks
from analysis.precision import Likeness

GDP = "https://w3id.org/chaotou/id/metric/gdp"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ((2.3e12, "2.3万亿元"), (2.30145e12, "23014.5亿元"), Likeness.ROUNDED),
        ((2.3e12, "2.3万亿元"), (2.3999e12, "23999亿元"), Likeness.ROUNDED),
        ((2.3e12, "2.3万亿元"), (2.41e12, "24100亿元"), Likeness.CONFLICT),
        ((3e11, "3000亿元", ">"), (3.012e11, "3012亿元"), Likeness.HEDGED),
        ((3e11, "3000亿元", ">"), (9e12, "9万亿元"), Likeness.CONFLICT),
    ],
)
def test_kinds(corpus: Any, first: Any, second: Any, kind: Likeness) -> None:
    for (value, stated, *hedge), report in ((first, "浙江省 2024"), (second, "全国 2024")):
        comparator = hedge[0] if hedge else "="
        corpus.say("浙江省", "2023", "地区生产总值", value, stated, id="gdp", report=report, comparator=comparator)
    (found,) = disagreements(corpus.store())
    assert found.kind is kind
    assert len(found.facts) == 2


def test_a_later_report_of_its_own_restates(corpus: Any) -> None:
    corpus.say("浙江省", "2018", "地区生产总值", 5.62e12, "56197亿元", id="gdp")
    corpus.say("浙江省", "2018", "地区生产总值", 5.8e12, "58003亿元", id="gdp", report="浙江省 2021")
    (found,) = disagreements(corpus.store())
    assert found.kind is Likeness.RESTATED


def test_other_scope(corpus: Any) -> None:
    corpus.say("浙江省", "2023", "工业增加值", 1e12, "10000亿元", id="industry")
    corpus.say("浙江省", "2023", "规模以上工业增加值", 2e12, "20000亿元", id="industry", report="全国 2024")
    (found,) = disagreements(corpus.store())
    assert found.kind is Likeness.SCOPE


def test_agreement_is_no_disagreement(corpus: Any) -> None:
    corpus.say("浙江省", "2023", "地区生产总值", 8e12, "8万亿元", id="gdp")
    corpus.say("浙江省", "2023", "地区生产总值", 8e12, "80000亿元", id="gdp", report="全国 2024")
    corpus.say("浙江省", "2022", "地区生产总值", 7e12, "7万亿元", id="gdp")
    corpus.say("浙江省", "2023", "地区生产总值", 6, "6%", id="gdp", measure="growth", unit="%")
    assert disagreements(corpus.store()) == []


def test_conflicts_come_first_and_filters_hold(corpus: Any) -> None:
    for name, other in (("浙江省", 8.04e12), ("江苏省", 9e12)):
        corpus.say(name, "2023", "地区生产总值", 8e12, "8.0万亿元", id="gdp")
        corpus.say(name, "2023", "地区生产总值", other, f"{other / 1e8:g}亿元", id="gdp", report="全国 2024")
    store = corpus.store()
    assert [row.kind for row in disagreements(store)] == [Likeness.CONFLICT, Likeness.ROUNDED]
    zhejiang = "https://w3id.org/chaotou/id/place/330000"
    assert [row.kind for row in disagreements(store, place=zhejiang)] == [Likeness.ROUNDED]
    assert disagreements(store, period="2022") == []


def test_growth_against_levels(corpus: Any) -> None:
    for period, value in (("2021", 100.0), ("2022", 110.0), ("2023", 115.0)):
        corpus.say("浙江省", period, "新设企业", value, f"{value:g}万户", id="gdp", unit="户")
    corpus.say("浙江省", "2022", "新设企业", 10.0, "10.0%", id="gdp", measure="growth", unit="%")
    corpus.say("浙江省", "2023", "新设企业", 9.0, "9.0%", id="gdp", measure="growth", unit="%")
    wrong, right = growth_checks(corpus.store(), GDP)
    assert (wrong.growth.period, wrong.fits, round(wrong.implied, 2)) == ("2023", False, 4.55)
    assert (right.growth.period, right.fits, right.implied) == ("2022", True, 10.0)


def test_two_values_in_one_report_are_no_disagreement_between_documents(corpus: Any) -> None:
    for report in ("浙江省 2024", "全国 2024"):
        for value in (790, 1520):
            corpus.say("浙江省", "2023", "新增企业", value, f"{value}家", id="firms", unit="家", report=report)
    assert disagreements(corpus.store()) == []
