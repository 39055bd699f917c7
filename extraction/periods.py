"""Times in text: 2023年, 去年, 1—11月, 上半年, “十四五”期间, 五年来, 到2030年 -> periods as `model.period` writes them.

Relative words need the document's year. All functions are pure; a time that cannot be resolved is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extraction.numerals import parse_numeral
from extraction.rules import pattern_rules
from lexicon.words import Words

_EARLY_PLANS = {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}  # first years; from the sixth on every five years
_SIXTH = 1981
_LONGEST_SPAN = 60
_SINCE = ("以来", "起，")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """`period` at `start:end`; `grain` is year, month, day, half, quarter or span; `until` marks 到 and 截至."""

    start: int
    end: int
    period: str
    grain: str
    until: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """What 今年 means (`year`) and the last year of 五年来 (`last`). None where the document does not say."""

    year: int | None
    last: int | None = None


def find_periods(text: str, now: Now) -> list[PeriodMention]:
    """Times in `text`, left to right. 同年 and 当年 repeat the year named before them."""
    found: list[PeriodMention] = []
    named: int | None = None
    for match in _pattern().finditer(text):
        if match.end() == match.start() or match.lastgroup is None or not _says_time(match):
            continue
        mention, named = _mention(match, now, named)
        if mention is not None:
            found.append(_to_date(mention, now) if text.startswith(_SINCE, match.end()) else mention)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return pattern_rules("periods")[0].pattern


def _says_time(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("from", "plan", "explicit", "cyear", "relative", "back", "past", "sub"))


def _to_date(mention: PeriodMention, now: Now) -> PeriodMention:
    """2021年以来 lasts until the year that the document tells of."""
    last = now.last or now.year
    if mention.grain != "year" or last is None or int(mention.period) >= last:
        return mention
    return replace(mention, period=f"{mention.period}/{last}", grain="span")


def _mention(match: re.Match[str], now: Now, named: int | None) -> tuple[PeriodMention | None, int | None]:
    span = _span(match, now)
    if span is not None:
        first, last = span
        period = f"{first}/{last}" if first != last else f"{first}"
        return PeriodMention(
            match.start(), match.end(), period, "span" if first != last else "year", bool(match["until"])
        ), named
    year = _year(match, now, named)
    if year is None:
        return None, named
    period, grain = _within(year, match)
    if match["explicit"] or match["cyear"] or match["relative"]:
        named = year
    return PeriodMention(match.start(), match.end(), period, grain, bool(match["until"])), named


def _span(match: re.Match[str], now: Now) -> tuple[int, int] | None:
    if match["from"]:
        last = match["to"] if len(match["to"]) == 4 else match["from"][:2] + match["to"]
        return (int(match["from"]), int(last)) if int(match["from"]) < int(last) else None
    if match["plan"]:
        number = parse_numeral(match["plan"])
        return _plan(int(number), last_only=bool(match["planend"])) if number is not None else None
    count = parse_numeral(match["count"] or match["pastcount"] or "")
    last_year = now.last or now.year
    if count is None or last_year is None:
        return None
    return (last_year - int(count) + 1, last_year) if int(count) < _LONGEST_SPAN else None


def _plan(number: int, *, last_only: bool) -> tuple[int, int] | None:
    if not 1 <= number <= 20:
        return None
    first = _EARLY_PLANS.get(number, _SIXTH + 5 * (number - 6))
    return (first + 4, first + 4) if last_only else (first, first + 4)


def _year(match: re.Match[str], now: Now, named: int | None) -> int | None:
    if match["explicit"]:
        return int(match["explicit"])
    if match["cyear"]:
        value = parse_numeral(match["cyear"])
        return int(value) if value is not None and 1800 < value < 2200 else None
    if match["relative"]:
        offset = Words.load().years.get(match["relative"])
        return named or now.last if offset is None else now.year + offset if now.year else None
    return named or now.last or now.year


def _within(year: int, match: re.Match[str]) -> tuple[str, str]:
    part = match["sub"]
    if not part:
        return f"{year}", "year"
    if "半年" in part:
        return f"{year}H{1 if part[0] == '上' else 2}", "half"
    if "季度" in part:
        return _quarter(year, part)
    first, last, day = match["m1"], match["m2"], match["day"]
    if last:
        return f"{year}-{int(first):02}/{year}-{int(last):02}", "span"
    if day and 1 <= int(day) <= 31:
        return f"{year}-{int(first):02}-{int(day):02}", "day"
    return f"{year}-{int(first):02}", "month"


def _quarter(year: int, part: str) -> tuple[str, str]:
    number = next(
        (digit for digit, chars in enumerate(("1一", "2二", "3三", "4四"), 1) if any(char in part for char in chars)), 1
    )
    if part.startswith("前") and number > 1:
        return f"{year}-01/{year}-{3 * number:02}", "span"
    return f"{year}Q{number}", "quarter"
