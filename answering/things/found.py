"""What was found in one sentence, before the best is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from answering.facts import Candidate
from lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class Thing:
    """`start:end` is where the passage's text names it; `type` as in model.statement.EntityType, or "Person",
    "Time". `relation` is the statement it was read from and its end ("subject" or "object"), if it was."""

    label: str
    type: str | None
    start: int
    end: int
    iri: str | None = None
    period: str | None = None
    until: bool = False
    relation: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Things that may answer together; `bonus` is what speaks for them beside their passage, `via` how they were
    found."""

    things: tuple[Thing, ...]
    bonus: float
    via: str


@dataclass(frozen=True, slots=True)
class Found:
    """Things that one sentence gives as an answer together; `score` adds what speaks for them to the passage's own."""

    candidate: Candidate
    things: tuple[Thing, ...]
    score: float
    via: str


def asked_type(noun: str, language: str) -> str | None:
    """The kind of thing that the noun after 哪些 or "which" stands for: the first noun known in Chinese, the
    last in English.

    A noun of one character counts only where the noun asked for begins or ends with it (县, but not 功能区域).
    """
    types = [
        (row["noun"], row["type"])
        for row in rows("asked_types.csv")
        if row["language"] == language and row["noun"] in noun and _whole(row["noun"], noun)
    ]
    if not types:
        return None
    if language == "zh":
        return min(types, key=lambda pair: (noun.find(pair[0]), -len(pair[0])))[1]
    return max(types, key=lambda pair: (noun.rfind(pair[0]), len(pair[0])))[1]


def _whole(known: str, noun: str) -> bool:
    return len(known) > 1 or noun.startswith(known) or noun.endswith(known)


def asks_person(text: str, language: str) -> bool:
    """Whether a question for 谁 or "who" means a person rather than an agency."""
    lowered = text.lower()
    return any(row["noun"] in lowered for row in rows("asked_types.csv") if row["language"] == f"{language}-who")
