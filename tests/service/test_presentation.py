"""Values as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from service.presentation import amount, period, stated

ZH = [
    (10340400, "户", "1034.04万"),
    (300000000000, "元", "3000亿"),
    (2.5e12, "元", "2.5万亿"),
    (83.53, "%", "83.53"),
    (7429, "批次", "7429"),
    (-0.5, "百分点", "-0.5"),
    (0, "起", "0"),
    (123456.789, "元", "12.345679万"),
]
EN = [(10340400, "户", "10.3404 million"), (9e9, "元", "9 billion"), (7429, "批次", "7,429"), (83.53, "%", "83.53")]


@pytest.mark.parametrize(("value", "unit", "shown"), ZH[:-1])
def test_amounts_in_chinese(app: Flask, value: float, unit: str, shown: str) -> None:
    with app.test_request_context("/?lang=zh"):
        assert amount(value, unit) == shown


@pytest.mark.parametrize(("value", "unit", "shown"), EN)
def test_amounts_in_english(app: Flask, value: float, unit: str, shown: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert amount(value, unit) == shown


def test_a_number_that_would_be_rounded_is_not_scaled(app: Flask) -> None:
    with app.test_request_context("/?lang=zh"):
        assert amount(123456.789, "元") == "123456.789"


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=2).map(float))
def test_nothing_is_rounded(value: float) -> None:
    from service.language import words

    app = Flask(__name__)
    scales = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
    assert words("zh")
    with app.test_request_context("/?lang=zh"):
        text = amount(value, "元")
    digits = text.rstrip("万亿")
    assert Decimal(digits) * scales[text[len(digits) :]] == Decimal(repr(value))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2023", "2023年", "2023"),
        ("2023-11", "2023年11月", "November 2023"),
        ("2023-11-08", "2023年11月8日", "8 November 2023"),
        ("2023H1", "2023年上半年", "first half of 2023"),
        ("2023Q3", "2023年三季度", "Q3 2023"),
        ("2021/2025", "2021–2025年", "2021–2025"),
        ("十四五", "十四五", "十四五"),
        (None, "", ""),
    ],
)
def test_periods(app: Flask, text: str | None, zh: str, en: str) -> None:
    with app.test_request_context("/?lang=zh"):
        assert period(text) == zh
    with app.test_request_context("/?lang=en"):
        assert period(text) == en


def test_hedges_stand_before_the_number(app: Flask) -> None:
    row = {"value": 3e11, "unit": "元", "comparator": ">"}
    with app.test_request_context("/?lang=zh"):
        assert stated(row) == "超过3000亿元"
    with app.test_request_context("/?lang=en"):
        assert stated(row) == "more than 300 billion yuan"
