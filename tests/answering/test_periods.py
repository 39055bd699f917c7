"""Years, spans and relative years of questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.understanding.numbers import years_long
from answering.understanding.periods import find_periods

NEWEST = 2026


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("浙江 23年 质押融资额", ("2023",)),
        ("2023年上半年", ("2023H1",)),
        ("2023年11月", ("2023-11",)),
        ("23年几月开的", ("2023",)),
        ("2024年三季度", ("2024Q3",)),
        ("去年", ("2025",)),
        ("今年（2026年）打算", ("2026",)),
        ("去年启动了多少个（2024年）", ("2024",)),
        ("“十四五”期间", ("2021/2025",)),
        ("十四五期末达到多少", ("2025",)),
        ("第十五届园博会", ()),
        ("今年1—6月（2023年）", ("2023-01/2023-06",)),
        ("比2020年增长多少", ()),
        ("in February 2026", ("2026-02",)),
        ("first half of 2023", ("2023H1",)),
        ("the 14th Five-Year Plan period", ("2021/2025",)),
        ("last year (2025)", ("2025",)),
        ("超过2000亿元", ()),
    ],
)
def test_periods(text: str, periods: tuple[str, ...]) -> None:
    assert find_periods(text, newest=NEWEST).periods == periods


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2021到2025逐年", (2021, 2025)),
        ("2022—2025年每年", (2022, 2025)),
        ("2021-2025各年", (2021, 2025)),
        ("2023 to 2025", (2023, 2025)),
        ("2015年以来", (2015, 2026)),
        ("since 2015", (2015, 2026)),
        ("近五年", (2021, 2025)),
        ("over the past five years", (2021, 2025)),
        ("the past five years (to 2022)", (2018, 2022)),
        ("2025年", None),
    ],
)
def test_spans(text: str, span: tuple[int, int] | None) -> None:
    assert find_periods(text, newest=NEWEST).span == span


def test_a_relative_year_says_how_it_was_read() -> None:
    assert find_periods("去年浙江GDP", newest=NEWEST).named[0].reading == "去年 = 2025"


@pytest.mark.parametrize(("text", "years"), [("五年来累计", 5), ("宁波五年改造老旧小区", 5), ("十五届", None)])
def test_length_of_a_span_without_years(text: str, years: int | None) -> None:
    assert years_long(text) == years


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    found = find_periods(text, newest=NEWEST)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
