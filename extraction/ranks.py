"""Rank claims: 位居全国第一, 跻身全球第三大加油港, 居全省首位."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.numerals import parse_numeral
from extraction.patterns import pattern

_FROM = ("由", "从")  # 由全省第十二位上升到第七位: the first is no rank held, but says among whom


@dataclass(frozen=True, slots=True)
class Rank:
    """`claimed` where a verb says that something holds the rank (位居), not just 全国首个; `ranking` is the table of
    ranks where one is named (某指数排名)."""

    start: int
    end: int
    number: int
    scope: str | None
    claimed: bool = True
    ranking: str = ""


def find_ranks(text: str) -> list[Rank]:
    """Rank claims in one segment or sentence, left to right."""
    found, scope = [], None
    for match in pattern("rank").finditer(text):
        if text.count("“", 0, match.start()) > text.count("”", 0, match.start()):
            continue  # a slogan: “全省第一、全国前三”
        printed = match["scope"] or match["bare"]
        if text[: match.start()].endswith(_FROM):
            scope = printed
            continue
        number = 1 if match["first"] else parse_numeral(match["number"])
        if number is not None and 1 <= number <= 400:
            found.append(
                Rank(
                    match.start(),
                    match.end(),
                    int(number),
                    _scope(printed or scope),
                    match["verb"] is not None,
                    match["ranking"] or "",
                )
            )
    return found


def _scope(printed: str | None) -> str | None:
    return "全球" if printed in ("世界", "国际") else printed
