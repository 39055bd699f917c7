"""The rules of `data/rules/questions.yaml`: which wording asks for which class of answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from answering.understanding.query import Kind
from model.errors import InvalidData

PATH = Path(__file__).resolve().parents[2] / "data" / "rules" / "questions.yaml"


@dataclass(frozen=True, slots=True)
class QuestionRule:
    name: str
    kind: Kind
    language: str
    pattern: re.Pattern[str]
    places: int
    periods: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The class a rule read from a question, and the noun asked for ("" where the rule names none)."""

    rule: str
    kind: Kind
    asked: str


@cache
def question_rules() -> tuple[QuestionRule, ...]:
    rows = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return tuple(_rule(row) for row in rows)


def classify(text: str, language: str, *, places: int, periods: int) -> Reading:
    """The first rule that fits; `places` and `periods` are how many the question names."""
    wording = text.lower() if language == "en" else text
    for rule in question_rules():
        if rule.language != language or places < rule.places or periods < rule.periods:
            continue
        match = rule.pattern.search(wording)
        if match:
            asked = next((value for key, value in match.groupdict().items() if key.startswith("asks") and value), "")
            return Reading(rule.name, rule.kind, asked)
    return Reading("none", Kind.VALUE, "")


def _rule(row: Mapping[str, Any]) -> QuestionRule:
    try:
        return QuestionRule(
            name=row["name"],
            kind=Kind(row["class"]),
            language=row["language"],
            pattern=re.compile(row["pattern"]),
            places=row.get("places", 0),
            periods=row.get("periods", 0),
            examples=tuple(row["examples"]),
            counter_examples=tuple(row["counter_examples"]),
        )
    except (KeyError, ValueError, re.error) as error:
        raise InvalidData(
            f"a rule that cannot be read: {error!r}", where=str(PATH), advice="correct the rule"
        ) from error
