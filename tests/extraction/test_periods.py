from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.periods import Now, find_periods
from model.period import bounds

NOW = Now(2026, 2025)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2025年全省", ["2025"]),
        ("去年以来", ["2025"]),
        ("今年新增", ["2026"]),
        ("2023年7月开工，11月建成", ["2023-07", "2023-11"]),
        ("2023年出台，同年实施", ["2023", "2023"]),
        ("2025年1—11月", ["2025-01/2025-11"]),
        ("截至2025年11月底", ["2025-11"]),
        ("“十四五”期间", ["2021/2025"]),
        ("“七五”计划", ["1986/1990"]),
        ("五年来", ["2021/2025"]),
        ("过去三年", ["2023/2025"]),
        ("2016—2020年", ["2016/2020"]),
        ("到2030年", ["2030"]),
        ("上半年", ["2025H1"]),
        ("2024年前三季度", ["2024-01/2024-09"]),
        ("2024年一季度", ["2024Q1"]),
        ("2023年11月8日", ["2023-11-08"]),
        ("一九八二年底", ["1982"]),
        ("1990年代", []),
        ("连续五年位居第一", []),
    ],
)
def test_periods(text: str, periods: list[str]) -> None:
    assert [mention.period for mention in find_periods(text, NOW)] == periods


@given(st.text(alphabet="0123456789年月日—到至上下半季度今去“”十四五期间来同前", max_size=30))
def test_every_period_covers_days(text: str) -> None:
    for mention in find_periods(text, NOW):
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.grain != "day":  # 2月30日 is a slip of the author, not of ours
            first, last = bounds(mention.period)
            assert first <= last or mention.grain == "span"


def test_without_a_year_relative_words_say_nothing() -> None:
    assert find_periods("今年和去年", Now(None)) == []
