"""Kinds of periods as `model.period` writes them."""

from __future__ import annotations

import re

_FORMS = (
    ("year", re.compile(r"\d{4}")),
    ("half", re.compile(r"\d{4}H[12]")),
    ("quarter", re.compile(r"\d{4}Q[1-4]")),
    ("month", re.compile(r"\d{4}-\d{2}")),
    ("day", re.compile(r"\d{4}-\d{2}-\d{2}")),
    ("span", re.compile(r".+/.+")),
)


def granularity(period: str) -> str:
    """ "year", "half", "quarter", "month", "day", "span", or "" for nothing known."""
    return next((name for name, form in _FORMS if form.fullmatch(period)), "")


def year(period: str) -> int:
    """The year in which it ends; 0 for none."""
    digits = period.rpartition("/")[2][:4]
    return int(digits) if digits.isdecimal() else 0
