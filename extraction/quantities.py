"""Quantities in a sentence: number, multiplier, unit, hedges and range as one token with its exact value.

A token that only looks like a quantity (a date, an ordinal, a name such as G60, a plan number in quotation marks) is
not returned; `extraction.idioms` says which these are. All functions are pure and never raise on odd text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extraction.idioms import excluded_spans
from extraction.numerals import ARABIC, CHINESE, MULTIPLIER, parse_numeral, scaled
from lexicon.units import NO_UNIT, Unit, UnitKind, Units
from lexicon.words import Words, alternation
from model.statement import Comparator


@dataclass(frozen=True, slots=True)
class Quantity:
    """`start:core` is number and unit (25万余家), `core:end` a hedge after it (以上), `before:start` one in front (超).

    `value` is in the base unit; `upper` is the second value of a range. `comparator` takes all hedges into account.
    """

    before: int
    start: int
    core: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: Unit
    comparator: Comparator
    chinese: bool


_SMALL = 10
_RATIO = Unit("∶1", "", UnitKind.PERCENT)
_BARE = "个"
_PARTS = {"百": "%", "千": "‰"}
_SCALES = frozenset("十百千万亿")
_DIGITS = frozenset("一二三四五六七八九")
_BARE_LIST = re.compile(r"(?<![0-9.])(?:[0-9]+(?:\.[0-9]+)?(?:、|和|与))+")


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of one sentence, left to right, not overlapping."""
    read = [quantity for match in _pattern().finditer(text) if (quantity := _read(match)) is not None]
    if not read:
        return []
    excluded = excluded_spans(text)
    found: list[Quantity] = []
    for quantity in read:
        if not any(span.start < quantity.core and quantity.start < span.end for span in excluded):
            found.extend(_listed_before(text, quantity, found[-1].end if found else 0))
            found = _same_unit(text, found, quantity)
            found.append(quantity)
    return found


def _same_unit(text: str, found: list[Quantity], quantity: Quantity) -> list[Quantity]:
    """60个和35个工作日: the first counts what the second does."""
    before = found[-1] if found else None
    longer = quantity.unit.surface.startswith(_BARE) and len(quantity.unit.surface) > 1
    if before is None or not longer or before.unit.surface != _BARE:
        return found
    if text[before.end : quantity.before] not in ("和", "、", "与", "及"):
        return found
    return [*found[:-1], replace(before, unit=quantity.unit)]


def _listed_before(text: str, quantity: Quantity, start: int) -> list[Quantity]:
    """The numbers of 分别提高20.9、36.2、54个百分点 that borrow the unit of the last."""
    if quantity.unit is NO_UNIT or quantity.chinese:
        return []
    match = _BARE_LIST.search(text, start, quantity.before)
    if (
        match is None
        or match.end() != quantity.before
        or "分别" not in text[max(start, match.start() - 12) : match.start()]
    ):
        return []
    scale = parse_numeral(
        "1" + (re.search("[万亿]*", re.sub("^[0-9.]+", "", text[quantity.start : quantity.core])) or [""])[0]
    )
    return [
        replace(
            quantity,
            before=number.start(),
            start=number.start(),
            core=number.end(),
            end=number.end(),
            upper=None,
            value=Decimal(number[0]) * (scale or 1),
        )
        for number in re.compile("[0-9.]+").finditer(text, match.start(), match.end())
    ]


@cache
def _pattern() -> re.Pattern[str]:
    words = Words.load()
    lower = rf"(?<=[万亿])[0-9]{{1,4}}(?:[千百][余多]?万|{MULTIPLIER})"  # 1亿3千多万
    arabic = rf"{ARABIC}(?:[余多]?{MULTIPLIER}(?:[余多][万亿]|{lower})?)?"
    number = rf"(?:{arabic}|[零〇一二两三四五六七八九十百千万亿]+[余多][万亿千]?|{CHINESE})"
    unit = Units.load().pattern()
    part = "[一二三四五六七八九十]+"
    share = f"(?:{ARABIC}|{CHINESE})"
    fraction = (
        rf"(?P<hundred>[百千])分之(?P<share>{share})(?:[至到—](?:[百千]分之)?(?P<most>{share}))?|{part}分之{part}(?!法)"
    )
    doubling = "翻了?(?P<doubling>[一二两三四五六七八九0-9.]*)番"
    tenths = "[一二三四五六七八九]成[一二三四五六七八九]?半?(?![为果功立就员长效本都绩年分])"
    special = f"(?P<fraction>{fraction})|(?P<tenths>{tenths})|(?P<whole>百分百|百分之百)|{doubling}"
    rank = r"(?<![0-9])(?P<ratio>[0-9]{1,2}/[0-9]{1,2})(?![0-9/])"
    colon = r"(?<![0-9.:：∶])(?P<colon>[0-9]+\.[0-9]+[∶:：]1|[0-9]+∶1)(?![0-9.:：∶])"
    plain = (
        rf"(?P<low>{number})(?:(?P<lowunit>%|％|个百分点|元|万元|亿元)?[—–\-－~～至到]+(?P<high>{number}))?"
        rf"(?P<inner>[余多来]?)(?P<unit>{unit})?"
    )
    return re.compile(
        rf"(?P<before>{_hedge(words.before)}[了有]?)?(?:{special}|{rank}|{colon}|{plain})(?P<after>{alternation(words.after)})?"
    )


def _hedge(words: Iterable[str]) -> str:
    return r"(?<![节制附临条违预签契合公履])(?!上(?![百千万亿]|[0-9])|(?<=[以之跨迈跃站登])上|上[0-9])" + alternation(
        words
    )


def _read(match: re.Match[str]) -> Quantity | None:
    for name, reader in _READERS.items():
        if match[name] is not None:
            return reader(match)
    return None


def _build(
    match: re.Match[str],
    value: Decimal | None,
    unit: Unit,
    *,
    upper: Decimal | None = None,
    inner: str = "",
    chinese: bool = False,
) -> Quantity | None:
    if value is None:
        return None
    words = Words.load()
    before, after = match["before"] or "", match["after"] or ""
    start = match.start() + len(before)
    core = match.end() - len(after)
    comparator = _comparator(words, before.rstrip("了有"), after, inner)
    return Quantity(match.start(), start, core, match.end(), value, upper, unit, comparator, chinese)


def _comparator(words: Words, before: str, after: str, inner: str) -> Comparator:
    if before:
        return Comparator(words.before[before])
    if after:
        return Comparator(words.after[after])
    return Comparator.AT_LEAST if inner else Comparator.EQUAL


def _fraction(match: re.Match[str]) -> Quantity | None:
    if match["hundred"]:
        unit = Units.load().by_surface[_PARTS[match["hundred"]]]
        upper = parse_numeral(match["most"]) if match["most"] else None
        return _build(match, parse_numeral(match["share"]), unit, upper=upper, chinese=True)
    whole, _, part = match["fraction"].partition("分之")
    numerator, denominator = parse_numeral(part), parse_numeral(whole)
    if numerator is None or not denominator:
        return None
    return _build(match, _ratio(numerator, denominator), NO_UNIT, chinese=True)


def _ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    return (numerator / denominator).quantize(Decimal("1e-10"))


def _slash(match: re.Match[str]) -> Quantity | None:
    numerator, denominator = match["ratio"].split("/")
    if not int(denominator) or int(numerator) >= int(denominator):
        return None
    return _build(match, _ratio(Decimal(numerator), Decimal(denominator)), NO_UNIT)


def _colon(match: re.Match[str]) -> Quantity | None:
    """1.11∶1 is a ratio of 1.11."""
    return _build(match, parse_numeral(re.split("[∶:：]", match["colon"])[0]), _RATIO)


def _tenths(match: re.Match[str]) -> Quantity | None:
    whole, _, rest = match["tenths"].partition("成")
    value = (parse_numeral(whole) or Decimal(0)) * 10
    value += 5 if rest.endswith("半") else (parse_numeral(rest) or Decimal(0))
    return _build(match, value, Units.load().by_surface["%"], chinese=True)


def _hundred(match: re.Match[str]) -> Quantity | None:
    return _build(match, Decimal(100), Units.load().by_surface["%"], chinese=True)


def _doubling(match: re.Match[str]) -> Quantity | None:
    times = parse_numeral(match["doubling"]) if match["doubling"] else Decimal(1)
    if times is None or times != times.to_integral_value() or times > 9:
        return None
    return _build(match, Decimal(2) ** int(times), Unit("番", "倍", UnitKind.DOUBLING), chinese=True)


def _plain(match: re.Match[str]) -> Quantity | None:
    low, high = match["low"], match["high"]
    unit = Units.load().by_surface.get(match["unit"] or match["lowunit"] or "", NO_UNIT)
    inner = match["inner"] or ("多" if re.search("[余多]", high or low) else "")
    value = parse_numeral(re.sub("[余多]", "", low))
    upper = parse_numeral(re.sub("[余多]", "", high)) if high else None
    if value is not None and match["lowunit"] in ("万元", "亿元"):
        value, unit = scaled(value, match["lowunit"][0]), Units.load().by_surface["元"]
    if value is not None and upper is not None and high:
        value = _shared_scale(value, low, high)
        if value >= upper:
            return None
    chinese = not low[0].isdigit()
    if not _countable(low, value, unit, chinese, hedged=bool(match["before"])):
        return None
    return _build(match, value, unit, upper=upper, inner=inner, chinese=chinese)


def _shared_scale(value: Decimal, low: str, high: str) -> Decimal:
    """3000—5000亿元: the multiplier of the second number holds for the first."""
    tail = re.search("[万亿]+$", high)
    if tail and low[0].isdigit() and not re.search("[万亿千百]", low):
        return scaled(value, tail[0]) or value
    return value


def _countable(low: str, value: Decimal | None, unit: Unit, chinese: bool, *, hedged: bool) -> bool:
    """Whether number and unit can state a quantity: 两张, 千家, 万 on their own are idiom, a bare number is nothing."""
    if value is None:
        return False
    if unit is NO_UNIT:
        return (not chinese and bool(re.search("[万亿]", low) or "." in low)) or (
            chinese and len(low) >= 3 and low[-1] in "万亿" and not set(low) <= _SCALES
        )
    if not chinese:
        return True
    if len(low) > 1 and set(low) <= _DIGITS:  # 统一一个, 三五个
        return False
    if set(low) <= _SCALES:
        return (
            hedged
            and (len(low) >= 2 or unit.kind is UnitKind.COUNT)
            and unit.kind in (UnitKind.MONEY, UnitKind.MASS, UnitKind.COUNT, UnitKind.LENGTH, UnitKind.AREA)
        )
    if value > _SMALL or unit.kind is UnitKind.MULTIPLE:
        return True
    return value >= 2 and unit.surface in Words.load().classes["small_count"]


_READERS = {
    "fraction": _fraction,
    "tenths": _tenths,
    "whole": _hundred,
    "doubling": _doubling,
    "ratio": _slash,
    "colon": _colon,
    "low": _plain,
}
