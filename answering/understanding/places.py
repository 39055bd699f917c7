"""The places a question names, in either language, and whether it asks for all places of a level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from lexicon.places import COUNTRY, Place, Places
from lexicon.tables import rows

_NICKNAMES = "place_nicknames.csv"
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]*")
_WIDE = ("country", "province", "prefecture")
_LEVELS = (
    (re.compile(r"设区市|地级市|prefecture|城市|\bcit(y|ies)\b|哪[座个几些]*市|各市|的市"), "prefecture"),
    (re.compile(r"县|区县|\bcount(y|ies)\b|\bdistricts?\b"), "county"),
    (re.compile(r"省|\bprovinces?\b|自治区|直辖市|municipalit"), "province"),
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """`part` is true where the name is only part of a longer one (宁波舟山港, Ningbo-Zhoushan Port)."""

    start: int
    end: int
    place: Place
    part: bool = False


def find_places(text: str, language: str, *, regions: bool = False) -> list[NamedPlace]:
    """Every place named, in order; the whole country only where no smaller place is named. `regions` says whether
    长三角 stands for its provinces."""
    kinds = {"name", "region"} if regions else {"name"}
    nicknames = [each for kind, each in _nicknamed(text) if kind in kinds]
    mentions = [*nicknames, *(each for each in _chinese(text) if not _overlaps(each, nicknames))]
    if language == "en":
        mentions += [each for each in _english(text) if not _overlaps(each, nicknames)]
    small = [mention for mention in mentions if mention.place.code != COUNTRY]
    return _with_parts(sorted(small or mentions, key=lambda mention: mention.start), text)


def names_region(text: str) -> bool:
    """Whether the question names a region that stands for several places."""
    return any(kind == "region" for kind, _ in _nicknamed(text))


def _nicknamed(text: str) -> Iterator[tuple[str, NamedPlace]]:
    """Longest names first at each place; a region once for each of its places."""
    for match in _nickname_pattern().finditer(text):
        kind, codes = _nicknames()[match[0]]
        for code in codes:
            place = Places.load().by_code(code)
            if place is not None:
                yield kind, NamedPlace(match.start(), match.end(), place)


def _overlaps(name: NamedPlace, others: list[NamedPlace]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


@cache
def _nicknames() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {row["surface"]: (row["kind"], tuple(row["codes"].split())) for row in rows(_NICKNAMES)}


@cache
def _nickname_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_nicknames(), key=lambda name: (-len(name), name)))))


def scope_of(asked: str) -> str | None:
    """The level of places that a noun stands for: 省份 and "provinces" are "province", 城市 "prefecture"."""
    return next((level for pattern, level in _LEVELS if asked and pattern.search(asked)), None)


def _with_parts(named: list[NamedPlace], text: str) -> list[NamedPlace]:
    """Two places side by side, neither inside the other, are parts of one name."""
    parts = {
        at
        for at, (left, right) in enumerate(pairwise(named))
        if left.end <= right.start
        and text[left.end : right.start] in ("", "-", "–")
        and not Places.load().covers(left.place, right.place)
    }
    return [
        replace(name, part=at in parts or at - 1 in parts or _heads_name(name, text)) for at, name in enumerate(named)
    ]


def _heads_name(name: NamedPlace, text: str) -> bool:
    """杭州 in 杭州亚运会 is part of an event's name: what is asked may stand in any document."""
    rest = text[name.end :].lstrip().lower()
    return rest.startswith(tuple(row["head"] for row in rows("name_heads.csv")))


def _chinese(text: str) -> Iterator[NamedPlace]:
    for mention in Places.load().find(text):
        yield NamedPlace(mention.start, mention.end, mention.place)


def _english(text: str) -> list[NamedPlace]:
    """Names of one to three words, longest first; a county must be written with a capital and is not a common word."""
    words = list(_WORDS.finditer(text))
    found: list[NamedPlace] = []
    at = 0
    while at < len(words):
        hit = next(filter(None, (_named(text, words[at : at + size]) for size in (3, 2, 1))), None)
        if hit:
            found.append(hit)
            at += sum(1 for word in words[at:] if word.start() < hit.end)
        else:
            at += 1
    return found


def _one_of(surface: str, text: str) -> Place | None:
    """Of places that share an English name, the one inside another place that the question names (Taizhou
    (Zhejiang))."""
    options = _namesakes().get(surface.lower(), ())
    parents = ((place, Places.load().by_code(place.parent)) for place in options)
    inside = [place for place, parent in parents if parent and parent.english and parent.english in text]
    return inside[0] if len(inside) == 1 else None


@cache
def _namesakes() -> dict[str, tuple[Place, ...]]:
    """Prefectures that share an English name."""
    found: dict[str, list[Place]] = {}
    for place in Places.load():
        if place.level == "prefecture":
            found.setdefault(place.english.lower(), []).append(place)
    return {name: tuple(places) for name, places in found.items() if len(places) > 1}


def _named(text: str, words: list[re.Match[str]]) -> NamedPlace | None:
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    surface = text[start:end].removesuffix("'s").removesuffix("’s")
    place = Places.load().named_english(surface) or _one_of(surface, text)
    if place is None or not surface[:1].isupper():
        return None
    if place.level not in _WIDE and (start == 0 or len(surface) < 5):
        return None
    return NamedPlace(start, start + len(surface), place)
