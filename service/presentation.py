"""Values as people write them in the language of the page: 10340400 户 is 1034.04万户 or 10.3404 million households."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Flask

from analysis import Fact
from service.language import knows, language, term, translate

UNSCALED = ("%", "‰", "百分点", "千分点", "倍", "番", "元/平方米", "岁", "年")
SCALES = {
    "zh": ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": (
        (Decimal(10) ** 12, " trillion"),
        (Decimal(10) ** 9, " billion"),
        (Decimal(10) ** 6, " million"),
    ),
}
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|([HQ])(\d))?")


def install(app: Flask) -> None:
    app.jinja_env.filters.update(amount=amount, unit=unit_name, hedge=hedge, period=period, stated=stated)
    app.jinja_env.filters["table_row"] = table_row


def amount(value: float | int | None, unit: str | None = "") -> str:
    """The number alone, scaled to 万, 亿 or million, billion without rounding; "" for None."""
    if value is None:
        return ""
    exact = Decimal(repr(value))
    for size, name in () if unit in UNSCALED else SCALES[language()]:
        if abs(exact) >= size and _short(exact / size):
            return f"{_plain(exact / size)}{name}"
    return _plain(exact)


def _short(number: Decimal) -> bool:
    return len(_plain(number).partition(".")[2]) <= 6


def _plain(number: Decimal) -> str:
    """Thousands are separated in English only: Chinese readers count by four."""
    text = f"{number.normalize():,f}"
    return text if language() == "en" else text.replace(",", "")


def unit_name(unit: str | None) -> str:
    """The unit as it follows a number, with a space before an English word."""
    if not unit:
        return ""
    name = term("unit", unit)
    return f" {name}" if language() == "en" and name[:1].isalnum() else name


def table_row(text: str) -> str:
    """A row of a Markdown table without its bars; other text as it stands."""
    return " · ".join(filter(None, map(str.strip, text.strip("| ").split("|")))) if text.startswith("|") else text


def hedge(comparator: str | None) -> str:
    return term("comparator", comparator) if comparator and knows(f"comparator.{comparator}") else ""


def stated(row: Mapping[str, Any] | Fact) -> str:
    """Hedge, number and unit of a row or fact in one piece of text."""
    if isinstance(row, Fact):
        row = {"value": row.value, "unit": row.unit, "comparator": row.comparator}
    text = amount(row.get("value"), row.get("unit")) + unit_name(row.get("unit"))
    before = hedge(row.get("comparator"))
    return f"{before}{' ' if before and language() == 'en' else ''}{text}"


def period(text: str | None) -> str:
    """2023 → 2023年, 2023-11 → 2023年11月, 2021/2025 → 2021–2025年; what is no period stays as it is."""
    if not text:
        return ""
    first, _, last = text.partition("/")
    if last and language() == "zh" and first.isdigit() and last.isdigit():
        return f"{first}–{_part(last)}"
    return "–".join(_part(part) for part in (first, last) if part)


def _part(text: str) -> str:
    match = _PART.fullmatch(text)
    if match is None:
        return text
    year, month, day, letter, number = match.groups()
    if letter:
        return translate("period.part", year=year, part=term("period", f"{letter}{number}"))
    if day:
        return translate("period.day", year=year, month=_month(month), day=int(day))
    return translate("period.month", year=year, month=_month(month)) if month else translate("period.year", year=year)


def _month(number: str) -> str:
    return term("month", number)
