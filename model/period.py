"""Periods as `statements.jsonl` writes them, and the days they cover (ISO 8601-1:2019 dates; H and Q as in SDMX)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|H([12])|Q([1-4]))?")


def bounds(period: str) -> tuple[date, date]:
    """First and last day of a period such as "2023", "2023-11", "2023H1", "2021/2025". ValueError otherwise."""
    first, slash, last = period.partition("/")
    start, end = _part(first)
    return (start, _part(last)[1]) if slash else (start, end)


def _part(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"not a period: {text!r}")
    year, month, day, half, quarter = (int(group) if group else 0 for group in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return _months(year, month, month)
    if half:
        return _months(year, 6 * half - 5, 6 * half)
    if quarter:
        return _months(year, 3 * quarter - 2, 3 * quarter)
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
