"""Wording that asks for a target: data/rules/status.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from model.errors import InvalidData
from model.statement import Status

PATH = Path(__file__).resolve().parents[2] / "data" / "rules" / "status.yaml"


@dataclass(frozen=True, slots=True)
class StatusRule:
    name: str
    status: Status
    language: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusMention:
    start: int
    end: int
    status: Status


def find_status(text: str, language: str) -> list[StatusMention]:
    return [
        StatusMention(match.start(), match.end(), rule.status)
        for rule in status_rules()
        if rule.language == language
        for match in rule.pattern.finditer(text)
    ]


@cache
def status_rules() -> tuple[StatusRule, ...]:
    return tuple(map(_rule, yaml.safe_load(PATH.read_text(encoding="utf-8"))))


def _rule(row: Mapping[str, Any]) -> StatusRule:
    try:
        return StatusRule(
            row["name"],
            Status(row["status"]),
            row["language"],
            re.compile(row["pattern"]),
            tuple(row["examples"]),
            tuple(row["counter_examples"]),
        )
    except (KeyError, ValueError, re.error) as error:
        raise InvalidData(
            f"a rule that cannot be read: {error!r}", where=str(PATH), advice="correct the rule"
        ) from error
