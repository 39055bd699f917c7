"""When a document was issued, as an ISO date, year-month or year (ISO 8601-1:2019)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from corpus import rules

_STATED_KEYS = ("date", "issued", "published", "pubdate", "publishdate", "created")
_ISO = re.compile(r"\s*(\d{4})(?:\s*[-年/.]\s*(\d{1,2})(?:\s*[-月/.]\s*(\d{1,2}))?)?")
_DIGITS = str.maketrans("〇○零ＯOoΟОо０一二三四五六七八九", "0000000000123456789")


def issued(metadata: Mapping[str, str], head: Iterable[str], title: str, stem: str) -> str | None:
    """From the first that says so: metadata, a line of the head, the title, the file name without suffix; else None.

    Raises nothing: a date that does not exist (2023-02-30) is passed over.
    """
    stated = (iso(metadata[key]) for key in _STATED_KEYS if key in metadata)
    lines = list(head)
    printed = (find(line, "head") for line in lines)
    return next((found for found in (*stated, *printed, find(title, "title"), find(stem, "file")) if found), None)


def iso(text: str) -> str | None:
    """A date at the start of metadata: "2024-01-23T08:00", "2024/1/23", "2024年1月", "2024"."""
    match = _ISO.match(text)
    return _valid(*(int(group) if group else 0 for group in match.groups())) if match else None


def find(text: str, where: str) -> str | None:
    """The first date that the rules for `where` ("head", "title", "file") find in the text."""
    for rule in rules.dates(where):
        match = rule.pattern.search(text)
        if match:
            groups = match.groupdict()
            parts = (groups.get(name) or groups.get(f"{name}2") for name in ("year", "month", "day"))
            found = _valid(*(_number(part) for part in parts))
            if found:
                return found
    return None


def _number(text: str | None) -> int:
    """Arabic digits, Chinese digits read off (二〇二六) or a Chinese number below 100 (三十一); 0 for None."""
    if not text:
        return 0
    if "十" not in text:
        return int(text.translate(_DIGITS))
    tens, units = (_number(part) for part in text.split("十", 1))
    return (tens or 1) * 10 + units


def _valid(year: int, month: int = 0, day: int = 0) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
