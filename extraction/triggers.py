"""Which words link which things (data/rules/relation_triggers.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extraction.rules import entries
from model.statement import EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Trigger:
    id: str
    predicate: Predicate
    types: tuple[EntityType, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Verb:
    """A word at `start:end` and the triggers that it may stand for, in file order."""

    start: int
    end: int
    text: str
    triggers: tuple[Trigger, ...]

    def types(self) -> frozenset[EntityType]:
        return frozenset(kind for trigger in self.triggers for kind in trigger.types)

    def takes_titles(self) -> bool:
        """Whether it is said both of initiatives and of policies that are carried out (实施)."""
        return EntityType.INITIATIVE in self.types() and any(trigger.id == "apply" for trigger in self.triggers)

    def trigger_for(self, kind: EntityType) -> Trigger | None:
        """The trigger that takes the type earliest in its list."""
        fitting = [trigger for trigger in self.triggers if kind in trigger.types]
        return min(fitting, key=lambda trigger: trigger.types.index(kind), default=None)


@cache
def triggers(order: str) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(
            id=entry["id"],
            predicate=Predicate(entry["predicate"]),
            types=tuple(map(EntityType, entry["types"])),
            pattern=re.compile(entry["pattern"]),
        )
        for entry in entries("relation_triggers")
        if entry["order"] == order
    )


@cache
def _any_verb() -> re.Pattern[str]:
    """Any verb of the verb-object triggers, the longest first."""
    words = {word for trigger in triggers("verb-object") for word in _expanded(trigger.pattern.pattern)}
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


def _expanded(pattern: str) -> list[str]:
    """The alternatives on the top level of a pattern."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
    return [*found, pattern[start:]]


def verbs(text: str) -> Iterator[Verb]:
    """Verbs that take an object, left to right, not overlapping."""
    for match in _any_verb().finditer(text):
        yield Verb(match.start(), match.end(), match[0], _standing_for(match[0]))


@cache
def _standing_for(word: str) -> tuple[Trigger, ...]:
    return tuple(trigger for trigger in triggers("verb-object") if trigger.pattern.fullmatch(word))
