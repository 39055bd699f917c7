"""Numerals as Chinese official prose writes them, to exact decimals.

Reads 1034.04, 1,034, １０, 二十万亿, 一千二百, 两万三, 3000多, 1.5万亿, 七点五. Units, percentages and hedges are the
business of `extraction.quantities`. All functions are pure and never raise on odd text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_DIGITS = {
    char: digit
    for digit, chars in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SCALE = {
    **{key: Decimal(value) for key, value in _TENS.items()},
    **{key: Decimal(value) for key, value in _MYRIADS.items()},
}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")

_CHINESE_DIGITS = "".join(_DIGITS)
CHINESE = f"[{_CHINESE_DIGITS}十拾百佰千仟万亿]+(?![瓦伏克卡帕米]|分[之点])(?:点[{_CHINESE_DIGITS}]+)?"
ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
MULTIPLIER = r"(?:[十百千]?万亿|[十百千]?[万亿]|千(?![瓦伏克卡帕字米])|百(?!分))"


_MIXED = re.compile("(?P<high>[0-9]+[十百千]?[万亿]+)(?P<low>[0-9]+[十百千]?[千百万])")  # 1万6千, 1亿3千万


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value` is exact; `start`/`end` are offsets in the text searched."""

    start: int
    end: int
    value: Decimal


_NUMERAL = re.compile(rf"(?P<arabic>{ARABIC})(?P<scale>{MULTIPLIER})?|(?P<chinese>{CHINESE})")


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral in `text`, left to right, whatever it counts."""
    for match in _NUMERAL.finditer(text):
        value = parse_numeral(match[0])
        if value is not None:
            yield Numeral(match.start(), match.end(), value)


def parse_numeral(text: str) -> Decimal | None:
    """The value of one numeral that fills `text`, or None: "1.5万亿" -> 1500000000000, "二十万亿" -> 20000000000000."""
    plain = text.translate(_FULL_WIDTH).replace(",", "").replace("，", "").strip()
    head = re.match(r"[0-9]+(?:\.[0-9]+)?", plain)
    if head is None:
        return parse_chinese(plain)
    mixed = _MIXED.fullmatch(plain)
    if mixed:
        low, high = parse_numeral(mixed["low"]), parse_numeral(mixed["high"])
        return high + low if low is not None and high is not None and low < high else None
    try:
        value = Decimal(head[0])
    except InvalidOperation:
        return None
    return scaled(value, plain[head.end() :])


def scaled(value: Decimal, multipliers: str) -> Decimal | None:
    """`value` times each of the multiplier characters, e.g. "千万" -> x 10^7. None for any other character."""
    for char in multipliers:
        factor = _SCALE.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def parse_chinese(text: str) -> Decimal | None:
    """The value of a numeral in Chinese characters: 一千二百, 二〇二五, 六点五, 两万三 (23000); None if it is none."""
    whole, point, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not fraction or any(char not in _DIGITS for char in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole(text: str) -> Decimal | None:
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total, section, digit, last = 0, 0, None, 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            last = _TENS[char]
            section, digit = section + (1 if digit is None else digit) * last, None
        elif char in _MYRIADS:
            last = _MYRIADS[char]
            amount = section + (digit or 0)
            if total and total < last:  # 二十万亿: the new myriad multiplies all that went before
                total = (total + amount) * last
            else:
                total += (amount or 1) * last
            section, digit = 0, None
        else:
            return None
    if digit is not None and last >= 100 and "零" not in text[-2:] and "〇" not in text[-2:]:
        digit *= last // 10  # 两万三 = 23000, 一百二 = 120
    return Decimal(total + section + (digit or 0))


def to_number(value: Decimal) -> float:
    """The number for JSON: an int where the value is whole (so 10340400, not 10340400.0), else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
