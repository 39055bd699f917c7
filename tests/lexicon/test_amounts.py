from __future__ import annotations

import pytest

from lexicon.amounts import Agreement, Plain, agreement
from lexicon.scales import converted, dimension, usual
from lexicon.tables import rows
from lexicon.units import Units
from lexicon.verdicts import Direction, Verdict, direction, judge


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (7.065e8, "吨", "斤", 1.413e12),
        (1.3e10, "斤", "吨", 6.5e6),
        (15, "亩", "公顷", 1),
        (1, "平方公里", "亩", 1500),
        (3, "户", "家", 3),
        (2, "元", "吨", None),
        (2, "不知道", "不知道", 2),
    ],
)
def test_conversion(value: float, unit: str, to: str, expected: float | None) -> None:
    assert converted(value, unit, to) == expected


def test_scales_are_of_units_that_are_recorded() -> None:
    recorded = {unit.unit for unit in Units.load().by_surface.values()}
    assert {row["unit"] for row in rows("unit_scales.csv")} <= recorded
    assert dimension("斤") == dimension("吨") != dimension("亩")


def test_the_usual_unit_is_of_the_usual_dimension() -> None:
    assert usual(["元", "元", "斤", "吨", "吨"]) == "吨"
    assert usual([]) == ""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("134.9亿元", 134.9e8, "元", "="), ("134.9084亿元", 134.9084e8, "元", "="), Agreement.ROUNDED),
        (("1300亿斤", 1300e8, "斤", ">="), ("1344亿斤", 1344e8, "斤", "="), Agreement.HEDGED),
        (("3万亿", 3e12, "元", ">"), ("3.6万亿", 3.6e12, "元", "="), Agreement.HEDGED),
        (("130亿斤", 130e8, "斤", "="), ("650万吨", 650e4, "吨", "="), Agreement.EQUAL),
        (("5.1%", 5.1, "%", "="), ("5.3%", 5.3, "%", "="), Agreement.NONE),
        (("5%", -5.0, "%", ">"), ("5.6%", -5.6, "%", "="), Agreement.HEDGED),
        (("5%", -5.0, "%", ">"), ("4.2%", -4.2, "%", "="), Agreement.NONE),
    ],
)
def test_agreement(one: tuple[str, float, str, str], other: tuple[str, float, str, str], expected: Agreement) -> None:
    a, b = (Plain(value, unit, stated, sign) for stated, value, unit, sign in (one, other))
    assert agreement(a, b) is agreement(b, a) is expected


def test_directions() -> None:
    assert direction("单位国内生产总值能耗") is Direction.LOWER
    assert direction("单位国内生产总值能耗降低率") is Direction.HIGHER
    assert direction("居民消费价格") is Direction.NEAR
    assert direction("地区生产总值") is Direction.HIGHER


def test_different_things_are_not_judged() -> None:
    found = judge(Plain(5, "元", "5元", "="), Plain(6, "吨", "6吨", "="), "x")
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "unit")
