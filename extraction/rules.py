"""Pattern rules from data/rules/*.yaml. A rule's `examples` and `counter_examples` are run as tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from model.errors import InvalidData

FOLDER = Path(__file__).resolve().parent.parent / "data" / "rules"


@dataclass(frozen=True, slots=True)
class PatternRule:
    id: str
    why: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def pattern_rules(name: str) -> tuple[PatternRule, ...]:
    """The rules of data/rules/<name>.yaml in file order. Raises InvalidData with the rule's id."""
    path = FOLDER / f"{name}.yaml"
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InvalidData(f"cannot be read: {error}", where=str(path), advice="restore the file") from error
    return tuple(_rule(entry, path) for entry in entries)


def _rule(entry: dict[str, object], path: Path) -> PatternRule:
    try:
        return PatternRule(
            str(entry["id"]),
            str(entry["why"]),
            re.compile(str(entry["pattern"])),
            tuple(map(str, _items(entry["examples"]))),
            tuple(map(str, _items(entry["counter_examples"]))),
        )
    except (KeyError, TypeError, re.error) as error:
        raise InvalidData(
            f"rule {entry.get('id')!r}: {error}", where=str(path), advice="see the other rules of the file"
        ) from error


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@cache
def entries(name: str) -> tuple[dict[str, Any], ...]:
    """The rules of data/rules/<name>.yaml as written, for rules that say more than a pattern."""
    path = FOLDER / f"{name}.yaml"
    try:
        return tuple(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, yaml.YAMLError) as error:
        raise InvalidData(f"cannot be read: {error}", where=str(path), advice="restore the file") from error
