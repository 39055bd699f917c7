"""Quantities said without a number: zeros (三个零发生) and runs (“七连A”). Patterns: data/rules/spoken_numbers.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.numerals import parse_numeral
from extraction.patterns import pattern
from extraction.rules import pattern_rules


@dataclass(frozen=True, slots=True)
class SpokenNumber:
    """`value` said at `start:end`; the subject stands before it, and `what` completes its name (连A, 事故)."""

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
    """The names for what is said after `before`: each item of a list (零发生), else the subject and `what`."""
    subject = pattern("subject-end").sub("", before)
    if value == 0 and what == "发生":
        return [item for item in pattern("name-joint").split(subject) if len(item) >= 2] or [subject + what]
    return [subject + ("连" + what if value else what)]
