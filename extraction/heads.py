"""What the last words of a phrase say about the thing it names (data/rules/entity_heads.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.rules import entries
from model.statement import EntityType

MARKED = re.compile("[“”《》0-9A-Za-z]")
_SCHEME_MARK = re.compile("[“《A-Za-z]|[0-9][.+][0-9]")
_LISTED = {EntityType.FACILITY: 4, EntityType.PLATFORM: 3}
_AFTER = "”?(?:（[^（）]{1,10}）)?"  # a quotation mark or a bracket may close a name after its head
_TITLED = re.compile("[“《]")
_MODIFIER = {"always": 0, "modified": 2, "specific": 4, "marked": 2, "proper": 2, "deed": 6, "quoted": 0}


@dataclass(frozen=True, slots=True)
class Head:
    """`pattern` matches the head itself; `generic` whole phrases that name nothing. `named` is the rule's condition."""

    id: str
    type: EntityType
    named: str
    pattern: re.Pattern[str]
    generic: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """`head` stands at `start:end` of the phrase it was looked for in."""

    head: Head
    start: int
    end: int


@cache
def heads() -> tuple[Head, ...]:
    return tuple(
        Head(
            id=entry["id"],
            type=EntityType(entry["type"]),
            named=entry["named"],
            pattern=re.compile(entry["pattern"]),
            generic=re.compile(entry["generic"]),
        )
        for entry in entries("entity_heads")
    )


@cache
def _joint(types: frozenset[EntityType]) -> re.Pattern[str]:
    """All heads of the types in one expression; the group that matched names the head."""
    groups = (
        f"(?P<h{number}>(?:{head.pattern.pattern}){_AFTER})"
        for number, head in enumerate(heads())
        if head.type in types and head.named != "quoted"
    )
    return re.compile("|".join(groups))


def last_head(phrase: str, types: frozenset[EntityType], inside: Sequence[int]) -> HeadMatch | None:
    """The head of one of the types that ends last in the phrase; `inside` is 1 at characters within quotation marks.

    A head within quotation marks counts only where it ends with them.
    """
    best: HeadMatch | None = None
    for match in _joint(types).finditer(phrase):
        if inside[match.end() - 1] and inside[match.end()]:
            continue
        best = HeadMatch(heads()[int((match.lastgroup or "h0")[1:])], match.start(), match.end())
    return best


def heads_at_end(phrase: str, types: frozenset[EntityType]) -> Iterator[HeadMatch]:
    """Every head of the types that the phrase ends with."""
    for head, pattern in _ends(types):
        match = pattern.search(phrase)
        if match:
            yield HeadMatch(head, match.start(), len(phrase))


@cache
def _ends(types: frozenset[EntityType]) -> tuple[tuple[Head, re.Pattern[str]], ...]:
    return tuple((head, re.compile(f"(?:{head.pattern.pattern}){_AFTER}$")) for head in heads() if head.type in types)


def generic(phrase: str, head: str) -> bool:
    """Whether the phrase with the head of that id names nothing."""
    found = next((one for one in heads() if one.id == head), None)
    return found is not None and not _TITLED.search(phrase) and found.generic.fullmatch(phrase) is not None


def _least(head: Head, *, listed: bool) -> int:
    """How many characters must stand before the head: a listed building more, a listed body fewer."""
    if listed and head.named in ("proper", "specific"):
        return _LISTED.get(head.type, 2)
    return _MODIFIER[head.named]


def is_name(phrase: str, match: HeadMatch, *, proper: bool, listed: bool = False) -> bool:
    """Whether the phrase, which ends with the head, is a name.

    `proper` says that a place is named in it, `listed` that its verb or its list speaks of particular things (…等项目).
    """
    head, before = match.head, phrase[: match.start]
    marked = (_SCHEME_MARK if head.named == "marked" else MARKED).search(phrase) is not None
    if not _TITLED.search(phrase) and head.generic.fullmatch(phrase):
        return False
    if len(before.strip("“")) < _least(head, listed=listed) and not (marked or (proper and head.named != "deed")):
        return False
    return head.named not in ("marked", "proper") or marked or (head.named == "proper" and (proper or listed))
