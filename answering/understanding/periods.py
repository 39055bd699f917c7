"""The years, months and spans a question names, with relative ones (去年, last year) read against the newest
documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extraction.numerals import parse_numeral

_PLANS = {"九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_ENGLISH_PLANS = {"9th": 1996, "10th": 2001, "11th": 2006, "12th": 2011, "13th": 2016, "14th": 2021, "15th": 2026}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_RELATIVE = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "this year": 0,
    "last year": -1,
    "next year": 1,
}
_BASE = re.compile(
    r"(?:比|较|与|同)$|(?:compared (?:with|to)|than in|relative to|from its level in|over)\s*$"
)  # what is compared with
_FOUR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_YEAR = r"(?<![0-9.])(?:(?P<{0}>(?:19|20)[0-9]{{2}})(?![0-9.]*[%％万亿]|[0-9])|(?P<{0}s>[0-9]{{2}})(?=年))年?"
_PLAN = r"“?(?P<plan>十[一二三四五]五|(?<=“)(?:九五|十五)(?=”)|(?:九五|十五)(?=计划|期间|时期))”?"
_DASH = r"\s*(?:-|—|–|~|～|－|到|至|──|——|to|through|until)\s*"


@dataclass(frozen=True, slots=True)
class Period:
    """One period named at `start:end` of the question; `reading` says how it was read, if that needed a reading."""

    start: int
    end: int
    period: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Periods:
    """`named` in order, each once; `span` where the question names a run of years."""

    named: tuple[Period, ...]
    span: tuple[int, int] | None
    spans: tuple[tuple[int, int], ...]

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(period.period for period in self.named))


def find_periods(text: str, *, newest: int) -> Periods:
    """`newest` is the year the newest documents call 今年."""
    lowered = text.lower()
    taken: list[tuple[int, int]] = []
    span: tuple[int, int] | None = None
    for pattern, years in _SPANS:
        match = pattern.search(lowered)
        if match and (found := years(match, newest)) and found[0] < found[1]:
            span = found
            taken.append(match.span())
            break
    named: list[Period] = []
    for pattern, read in _SINGLES:
        for match in pattern.finditer(lowered):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _BASE.search(lowered, max(0, match.start() - 16), match.start()):
                taken.append(match.span())
                continue
            period, reading = read(match, newest)
            if period:
                taken.append(match.span())
                named.append(Period(match.start(), match.end(), period, reading))
    kept = _without_doubles(sorted(_without_parts(named), key=lambda period: period.start))
    return Periods(tuple(kept), span, tuple(sorted(taken)))


def _without_parts(named: list[Period]) -> Iterator[Period]:
    """A year that a range of its months repeats (1—6月（2023年）) is that range."""
    ranges = [period.period for period in named if "/" in period.period and "-" in period.period]
    for period in named:
        if not any(period.period != other and other.startswith(period.period) for other in ranges):
            yield period


def _without_doubles(named: list[Period]) -> Iterator[Period]:
    """A relative year is the explicit one that the question names as well (今年（2026年）, 去年…（2024年）)."""
    explicit = [period for period in named if not period.reading]
    for period in named:
        if not period.reading or not explicit:
            yield period


def _full(year: str | None, short: str | None) -> int:
    if year:
        return int(year)
    value = int(short or 0)
    return value + (1900 if value >= 78 else 2000)


def _range(match: re.Match[str], newest: int) -> tuple[int, int]:
    first = _full(match["a"], match["as"])
    end = match["b"] or ""
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end or match["bs"] or 0)
    return first, last


def _since(match: re.Match[str], newest: int) -> tuple[int, int]:
    return _full(match["a"], match["as"]), newest


def _recent(match: re.Match[str], newest: int) -> tuple[int, int] | None:
    word = match["n"]
    last = _year_elsewhere(match.string) or newest - 1
    count = _SMALL.get(word) or (3 if word in ("几", "few", "several") else int(parse_numeral(word) or 0))
    return (last - count + 1, last) if 1 < count < 60 else None


def _plan_range(match: re.Match[str], newest: int) -> tuple[int, int]:
    first = _PLANS[match["plan"]]
    return first, first + 4


_SPANS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], tuple[int, int] | None]], ...] = (
    (re.compile(_YEAR.format("a") + _DASH + r"(?P<b>(?:19|20)[0-9]{2}|[0-9]{2}(?=年|\b))(?P<bs>)年?"), _range),
    (re.compile(_YEAR.format("a") + r"(?:以来|起|后|到现在|至今)"), _since),
    (re.compile(r"since (?P<a>(?:19|20)[0-9]{2})(?P<as>)"), _since),
    (re.compile(r"(?:近|最近|过去)(?P<n>[0-9一二三四五六七八九十两几]{1,2})年"), _recent),
    (re.compile(r"(?:last|past) (?P<n>[a-z]+|[0-9]+) years"), _recent),
    (re.compile(rf"{_PLAN}(?:期间|时期|以来)?(?=.{{0,8}}(?:每年|各年|逐年|历年))"), _plan_range),
)


def _day(match: re.Match[str], newest: int) -> tuple[str, str]:
    return f"{_full(match['y'], match['ys'])}-{int(match['m']):02d}-{int(match['d']):02d}", ""


def _month(match: re.Match[str], newest: int) -> tuple[str, str]:
    month = int(match["m"])
    return (f"{_full(match['y'], match['ys'])}-{month:02d}", "") if 1 <= month <= 12 else ("", "")


def _english_month(match: re.Match[str], newest: int) -> tuple[str, str]:
    return f"{match['y']}-{_MONTHS.index(match['m'][:3]) + 1:02d}", ""


def _months_range(match: re.Match[str], newest: int) -> tuple[str, str]:
    """1—6月 of the year named with it or elsewhere, else of the last whole year."""
    own = _full(match["y"], match["ys"]) if match["y"] or match["ys"] else _year_elsewhere(match.string)
    year, first, last = own or newest - 1, int(match["m"]), int(match["n"])
    if not 1 <= first < last <= 12:
        return "", ""
    return f"{year}-{first:02d}/{year}-{last:02d}", "" if own else f"{match[0]} = {year}"


def _year_elsewhere(text: str) -> int | None:
    match = _FOUR.search(text)
    return int(match[0]) if match else None


def _half(match: re.Match[str], newest: int) -> tuple[str, str]:
    return f"{_full(match['y'], match['ys'])}H{1 if match['h'] in '上1' else 2}", ""


def _english_half(match: re.Match[str], newest: int) -> tuple[str, str]:
    return f"{match['y']}H{1 if match['h'] == 'first' else 2}", ""


def _quarter(match: re.Match[str], newest: int) -> tuple[str, str]:
    quarter = parse_numeral(match["q"])
    return f"{_full(match['y'], match['ys'])}Q{quarter}", ""


def _year(match: re.Match[str], newest: int) -> tuple[str, str]:
    return str(_full(match["y"], match["ys"])), ""


def _relative(match: re.Match[str], newest: int) -> tuple[str, str]:
    year = newest + _RELATIVE[match[0]]
    return str(year), f"{match[0]} = {year}"


def _plan_end(match: re.Match[str], newest: int) -> tuple[str, str]:
    first = _PLANS[match["plan"]]
    return str(first + 4), f"{match['plan']}末 = {first + 4}"


def _plan(match: re.Match[str], newest: int) -> tuple[str, str]:
    first = _PLANS[match["plan"]] if match["plan"] in _PLANS else _ENGLISH_PLANS[match["plan"]]
    return f"{first}/{first + 4}", ""


_Y = _YEAR.format("y")
_MAYBE = rf"(?:{_Y}\s*)?"
_SINGLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], tuple[str, str]]], ...] = (
    (re.compile(_Y + r"\s*(?P<m>1[0-2]|0?[1-9])月(?P<d>[0-9]{1,2})[日号]"), _day),
    (
        re.compile(_MAYBE + r"(?P<m>1[0-2]|0?[1-9])月?\s*(?:-|—|–|~|～|至|到|－)\s*(?P<n>1[0-2]|0?[1-9])月(?:份)?"),
        _months_range,
    ),
    (re.compile(_Y + r"\s*(?P<m>1[0-2]|0?[1-9])月(?:份)?"), _month),
    (re.compile(rf"(?P<m>{_MONTH_NAMES})(?: of|,)? (?P<y>(?:19|20)[0-9]{{2}})"), _english_month),
    (re.compile(_Y + r"\s*(?P<h>[上下])半年"), _half),
    (re.compile(r"(?P<h>first|second) half of (?P<y>(?:19|20)[0-9]{2})"), _english_half),
    (re.compile(_Y + r"\s*第?(?P<q>[一二三四1-4])季度"), _quarter),
    (re.compile(rf"{_PLAN}(?:规划)?(?:期)?(?:末|收官|结束)"), _plan_end),
    (re.compile(rf"{_PLAN}(?:规划)?(?:期间|时期|五年|以来)?"), _plan),
    (re.compile(r"(?P<plan>9th|1[0-5]th) five[- ]year plan(?: period)?"), _plan),
    (re.compile(_Y + "[初底末]?"), _year),
    (re.compile("|".join(_RELATIVE)), _relative),
)
