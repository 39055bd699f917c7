"""Amounts in words: 2300000000000 元 is 2.3万亿元 in Chinese and "2.3 trillion yuan" in English, exactly."""

from __future__ import annotations

from decimal import Decimal

from lexicon.tables import rows

_CHINESE = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_ENGLISH = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_HEDGES = {
    "zh": {">": "超过", ">=": "不低于", "<": "低于", "<=": "不超过", "~": "约", "=": ""},
    "en": {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "=": ""},
}


def amount(value: float, unit: str, language: str) -> str:
    """The exact amount, in the largest magnitude that leaves at least 1."""
    exact = Decimal(repr(value))
    scales = _CHINESE if language == "zh" else _ENGLISH
    scale, name = next(((size, word) for size, word in scales if abs(exact) >= size), (1, ""))
    number = _plain(exact / scale)
    if language == "zh":
        return f"{number}{name}{unit}"
    grouped = number if name else _grouped(number)
    return f"{grouped}{name}{_english_unit(unit)}"


def hedge(comparator: str, language: str) -> str:
    return _HEDGES[language].get(comparator, "")


def _plain(number: Decimal) -> str:
    shown = format(number, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{rest}"


def _english_unit(unit: str) -> str:
    if not unit or unit == "%":
        return unit
    names = {row["unit"]: row["english"] for row in rows("unit_names.csv")}
    return f" {names.get(unit, unit)}" if names.get(unit, unit) else ""
