"""Amounts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.numbers import amount, hedge


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (2.3e12, "元", "2.3万亿元", "2.3 trillion yuan"),
        (9e9, "元", "90亿元", "9 billion yuan"),
        (10340400, "户", "1034.04万户", "10.3404 million"),
        (5.5, "%", "5.5%", "5.5%"),
        (-3.3, "%", "-3.3%", "-3.3%"),
        (2380, "列", "2380列", "2,380 trains"),
        (0, "起", "0起", "0"),
        (3.2e8, "美元", "3.2亿美元", "320 million US dollars"),
    ],
)
def test_magnitudes(value: float, unit: str, chinese: str, english: str) -> None:
    assert amount(value, unit, "zh") == chinese
    assert amount(value, unit, "en") == english


def test_hedges() -> None:
    assert hedge(">", "zh") + amount(3e11, "元", "zh") == "超过3000亿元"
    assert hedge("~", "en") + amount(3.0, "%", "en") == "about 3%"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_english_amounts_keep_the_value(value: int) -> None:
    number, _, scale = amount(float(value), "", "en").partition(" ")
    factor = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale.strip()]
    assert round(float(number.replace(",", "")) * factor) == value
