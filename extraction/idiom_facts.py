"""Quantities that are said without a number: zeros (三个零发生) and runs (“七连A”, 十连丰). Patterns: data/rules/spoken_numbers.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.numerals import parse_numeral
from extraction.rules import pattern_rules

_LIST = re.compile("、|和|与|以及|及")
_SUBJECT_END = re.compile("(?:[\\s“”\"实现保持连续全部均为达到的继续创]|[一二三四五六七八九十]个)+$")


@dataclass(frozen=True, slots=True)
class SpokenNumber:
    """`value` said at `start:end` of the sentence; the subject stands before it. `what` completes the name (连A, 事故)."""

    start: int
    end: int
    value: Decimal
    what: str
    rule: str


def spoken_numbers(text: str) -> Iterator[SpokenNumber]:
    for rule in pattern_rules("spoken_numbers"):
        for match in rule.pattern.finditer(text):
            value = parse_numeral(match["number"])
            if value is not None:
                yield SpokenNumber(match.start("number"), match.end("what"), value, match["what"], rule.id)


def subjects(before: str, what: str, *, value: Decimal) -> list[str]:
    """The names for what is said after `before`: each item of a list for a zero that happens, else subject and `what`."""
    subject = _SUBJECT_END.sub("", before)
    if value == 0 and what == "发生":
        return [item for item in _LIST.split(subject) if len(item) >= 2] or [subject + what]
    return [subject + ("连" + what if value else what)]
