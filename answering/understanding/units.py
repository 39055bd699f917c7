"""Which unit an answer must have, as far as the wording says so."""

from __future__ import annotations

import re
from functools import cache

from lexicon.tables import rows
from lexicon.units import Unit, UnitKind, Units

_ASKED = re.compile(r"(?:多少|几)(?:个)?(?P<scale>万亿|亿|万|千)?(?P<rest>[\u4e00-\u9fff/%]{0,6})")
_NOUN = re.compile(r"[“《”》\u4e00-\u9fff]+")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def unit_spans(text: str) -> list[tuple[int, int]]:
    """Where the unit after 多少 or 几 stands: it is no content (多少|台工业机器人)."""
    found = []
    for match in _ASKED.finditer(text):
        named = _longest(match["rest"])
        if named:
            found.append((match.start(), match.start("rest") + len(named.surface)))
    return found


def counted_noun(text: str) -> str:
    """企业 in 走访了多少企业, “小巨人” in 多少家“小巨人”; "" where nothing stands behind 多少."""
    match = _ASKED.search(text)
    if match is None:
        return ""
    named = _longest(match["rest"])
    rest = text[match.start("rest") + (len(named.surface) if named else 0) :]
    noun = _NOUN.match(rest)
    return noun[0] if noun else ""


def _longest(rest: str) -> Unit | None:
    units = Units.load()
    return next((unit for size in range(len(rest), 0, -1) if (unit := units.named(rest[:size]))), None)


def asked_units(text: str, language: str) -> frozenset[str]:
    """Base units that fit, empty if any may: 多少亿元 -> {元}, "how many hogs" -> {头, …}."""
    found = _chinese(text) if language == "zh" else _english(text.lower())
    return frozenset(unit for unit in found)


def alike(asked: str, unit: str) -> bool:
    """Whether a value in `unit` may answer a question for `asked`."""
    return asked == unit or any(asked in group and unit in group for group in _groups("alike"))


def counts_things(unit: str) -> bool:
    """Whether a unit is a classifier that counts things (个, 家)."""
    return any(unit in group for group in _groups("count"))


def is_money(unit: str) -> bool:
    return any(unit in group for group in _groups("money"))


@cache
def _groups(role: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row["units"].split()) for row in rows("unit_groups.csv") if row["role"] == role)


def _chinese(text: str) -> set[str]:
    found: set[str] = set()
    for match in _ASKED.finditer(text):
        rest = match["rest"]
        named = _longest(rest)
        if named and named.kind is not UnitKind.NONE:
            found.add(named.unit)
        found.update(unit for surface, unit in _nouns("zh") if rest.startswith(surface))
    return found | {unit for surface, unit in _nouns("zh-any") if surface in text}


def _english(text: str) -> set[str]:
    padded = f" {_NOT_WORDS.sub(' ', text)} "
    return {unit for surface, unit in _nouns("en") if f" {surface} " in padded}


@cache
def _nouns(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (row["surface"], unit)
        for row in rows("question_units.csv")
        if row["language"] == language
        for unit in row["units"].split("|")
    )
