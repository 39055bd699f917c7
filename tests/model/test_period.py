from __future__ import annotations

from datetime import date

import pytest

from model.period import bounds


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-11-08", date(2023, 11, 8), date(2023, 11, 8)),
        ("2023H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("2023-01/2023-11", date(2023, 1, 1), date(2023, 11, 30)),
    ],
)
def test_bounds(period: str, first: date, last: date) -> None:
    assert bounds(period) == (first, last)


@pytest.mark.parametrize("wrong", ["", "去年", "23", "2023-13", "2023H3", "2021/", "2023-02-30"])
def test_what_is_not_a_period_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        bounds(wrong)
