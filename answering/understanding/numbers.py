"""Numbers that belong to the asking: how many things, how many places of a ranking, the bar of a filter."""

from __future__ import annotations

import re

from answering.understanding.query import Bar
from extraction.numerals import parse_numeral, to_number
from extraction.quantities import find_quantities
from model.statement import Comparator

_SMALL = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_ENGLISH = "|".join([*_SMALL, "[0-9]{1,2}"])
_EXPECTED = (
    re.compile(r"哪(?P<n>[两二三四五六七八九十]+|[0-9]{1,2})[个座项家位所条处种大类名届地市县]"),
    re.compile(r"(?P<n>[两二三四五六七八九十]+|[0-9]{1,2})(?:个|大|项|座|条|位|类|种|家)[“《]?[\u4e00-\u9fff]"),
    re.compile(rf"\bwhich (?P<n>{_ENGLISH})\b"),
    re.compile(rf"\bthe (?P<n>{_ENGLISH})\b"),
)
_TOP = (
    re.compile(r"(?:前|后)(?P<n>[一二三四五六七八九十]+|[0-9]{1,2})"),
    re.compile(r"最.{1,3}(?P<n>[两二三四五六七八九十]|[0-9]{1,2})个"),
    re.compile(rf"\b(?:top|bottom) (?P<n>{_ENGLISH})\b"),
)
_YEARS = (
    re.compile(
        r"(?<![第0-9])(?P<n>[两三四五六七八九十])年(?=来|间|累计|共|一共|总共|里|[\u4e00-\u9fff]{0,4}(?:改|建|新|培|累|完|减|脱))"
    ),
    re.compile(rf"\b(?:in|over|during|past|last) (?:the )?(?:past |last )?(?P<n>{_ENGLISH}) years\b"),
)
_BARS = (
    (Comparator.AT_LEAST, re.compile(r"达到|不低于|不少于|以上|at least|no less than")),
    (Comparator.MORE, re.compile(r"超过?|高于|大于|多于|突破|more than|over|above|higher than|faster than|exceed\w*")),
    (Comparator.AT_MOST, re.compile(r"不超过|不高于|以内|at most|no more than")),
    (Comparator.LESS, re.compile(r"低于|少于|小于|不到|不足|less than|fewer than|below|under|lower than|slower than")),
)
_ENGLISH_AMOUNT = re.compile(
    r"(?P<n>[0-9][0-9,.]*)\s*(?P<scale>trillion|billion|million|thousand)?\s*(?P<unit>%|percent|yuan)?"
)
_SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3, None: 1.0}


def expected_number(text: str) -> int | None:
    """三 in 哪三个, 4 in "which four"; None if the question leaves it open."""
    return _first(_EXPECTED, text.lower())


def top_number(text: str) -> int | None:
    """三 in 排前三, 5 in "top five"."""
    return _first(_TOP, text.lower())


def years_long(text: str) -> int | None:
    """5 in 五年来, 过去五年, "in five years"."""
    return _first(_YEARS, text.lower())


def find_bar(text: str, language: str) -> Bar | None:
    """The bar of 超过6%的省 or "above 6%", with the first amount after its word."""
    lowered = text.lower()
    for comparator, pattern in _BARS:
        match = pattern.search(lowered)
        if match:
            amount = (
                _chinese_amount(text[match.end() :]) if language == "zh" else _english_amount(lowered[match.end() :])
            )
            if amount:
                return Bar(comparator, *amount)
    return None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            word = match["n"]
            return _SMALL.get(word) or int(parse_numeral(word) or 0) or None
    return None


def _chinese_amount(text: str) -> tuple[float, str] | None:
    quantity = next(iter(find_quantities(text)), None)
    return (float(to_number(quantity.value)), quantity.unit.unit) if quantity and quantity.value is not None else None


def _english_amount(text: str) -> tuple[float, str] | None:
    match = _ENGLISH_AMOUNT.search(text)
    if match is None:
        return None
    unit = {"percent": "%", "yuan": "元", None: ""}.get(match["unit"], match["unit"])
    return float(match["n"].strip(",.").replace(",", "")) * _SCALES[match["scale"]], unit or ""
