"""Where a period stands on a time axis: its kind, its ordinal, and the run of periods between two."""

from __future__ import annotations

import re

_FORMS = (
    ("year", re.compile(r"(\d{4})"), 1),
    ("half", re.compile(r"(\d{4})H([12])"), 2),
    ("quarter", re.compile(r"(\d{4})Q([1-4])"), 4),
    ("month", re.compile(r"(\d{4})-(\d{2})"), 12),
    ("day", re.compile(r"(\d{4})-(\d{2})-(\d{2})"), 0),
    ("span", re.compile(r"(\d{4}).*/(\d{4}).*"), 0),
)
_WRITTEN = {"year": "{0}", "half": "{0}H{1}", "quarter": "{0}Q{1}", "month": "{0}-{1:02d}"}


def granularity(period: str) -> str:
    """ "year", "half", "quarter", "month", "day" or "span"; "" for anything else."""
    return next((name for name, form, _ in _FORMS if form.fullmatch(period)), "")


def shown(period: str) -> str:
    """As a reader writes it: a span with a dash between its ends."""
    return period.replace("/", "–")


def run(periods: list[str]) -> list[str]:
    """Every period from the first to the last of one granularity, in order; days and spans: only those given."""
    names = {granularity(period) for period in periods}
    if len(names) != 1 or (name := names.pop()) not in _WRITTEN:
        return sorted(set(periods))
    parts = next(count for form, _, count in _FORMS if form == name)
    ordinals = [ordinal(period) for period in periods]
    return [_WRITTEN[name].format(n // parts, n % parts + 1) for n in range(min(ordinals), max(ordinals) + 1)]


def ordinal(period: str) -> int:
    """Consecutive numbers for consecutive periods of one granularity. ValueError for days, spans and nonsense."""
    for _, form, parts in _FORMS:
        if parts and (match := form.fullmatch(period)):
            year, part = int(match[1]), int(match[2]) if parts > 1 else 1
            return year * parts + part - 1
    raise ValueError(f"no place on a regular time axis: {period!r}")
