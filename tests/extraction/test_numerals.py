from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.numerals import find_numerals, parse_chinese, parse_numeral, to_number

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The usual way to write a number below 10^12, for the round trip."""
    if number >= 10**8:
        return _section(number // 10**8) + "亿" + _rest(number % 10**8, 10**7)
    if number >= 10**4:
        return _section(number // 10**4) + "万" + _rest(number % 10**4, 10**3)
    return _section(number)


def _rest(number: int, full: int) -> str:
    return "" if not number else ("零" if number < full else "") + chinese(number)


def _section(number: int) -> str:
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
        zero = zero if digit == 0 and zero else digit == 0
    return out or "零"


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_round_trip(number: int) -> None:
    assert parse_chinese(chinese(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "万", "亿", "万亿", "千", "百万", "千万"])
)
def test_arabic_with_multiplier(value: Decimal, scale: str) -> None:
    factor = {"": 0, "万": 4, "亿": 8, "万亿": 12, "千": 3, "百万": 6, "千万": 7}[scale]
    assert parse_numeral(f"{value}{scale}") == value * Decimal(10) ** factor


@given(st.text())
def test_never_raises(text: str) -> None:
    assert parse_numeral(text) is None or parse_numeral(text) is not None
    assert all(text[one.start : one.end] for one in find_numerals(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1034.04万", "10340400"),
        ("二十万亿", "20000000000000"),
        ("一千二百", "1200"),
        ("两万三", "23000"),
        ("一百二", "120"),
        ("六点五", "6.5"),
        ("二〇二五", "2025"),
        ("一千零五", "1005"),
        ("四亿零七百", "400000700"),
        ("１，２３４", "1234"),
        ("1,034.5", "1034.5"),
        ("百", "100"),
        ("十二", "12"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "万人", "abc", "十点", "3.5.2x"])
def test_not_a_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def test_json_number_is_an_int_where_whole() -> None:
    assert repr(to_number(Decimal("10340400.00"))) == "10340400"
    assert repr(to_number(Decimal("83.53"))) == "83.53"
