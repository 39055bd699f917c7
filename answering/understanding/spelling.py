"""How a question is spelt: traditional characters as simplified ones, and names that were mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from opencc import OpenCC

from answering.understanding.terms import glossary_key
from answering.understanding.words import Words, load
from lexicon.metrics import Metrics
from lexicon.places import Places

_WORD = re.compile(r"[A-Za-z]{3,}")
_CAPITALS = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)+")
_WIDE = ("country", "province", "prefecture")
_LONG = 6  # letters from which one slip is taken for one
_ABBREVIATION = 4  # letters at most


def simplified(text: str) -> str:
    """Each character that simplified Chinese does not write as the one it does; of the same length."""
    return "".join(char if char.isascii() or _is_simplified(char) else _folded(char) for char in text)


def corrected(text: str) -> str:
    """The question with mistyped names of places and metrics put right; unchanged where there are none."""
    return _WORD.sub(lambda match: _right(match[0]) or match[0], text)


def strange_name(text: str) -> str:
    """A name of two capitalised words, after the first word, of which no table knows any; or ""."""
    words = load()
    for match in _CAPITALS.finditer(text, 1):
        if not any(_known(word, words) for word in match[0].split()):
            return match[0]
    return ""


def _right(word: str) -> str | None:
    if _known(word, load()):
        return None
    slip = _one_slip if word[0].isupper() else _swapped
    return next((known for known in _candidates(word) if slip(word.casefold(), known.casefold())), None)


def _candidates(word: str) -> Iterable[str]:
    if word.isupper():
        return _abbreviations() if len(word) <= _ABBREVIATION else ()
    if len(word) < _LONG:
        return ()
    return _place_names() if word[0].isupper() else _metric_words()


def _known(word: str, words: Words) -> bool:
    lowered = word.casefold()
    return (
        glossary_key(word, words) is not None
        or lowered in _metric_words()
        or lowered in _english_words()
        or Places.load().named_english(word) is not None
        or word in _abbreviations()
    )


def _one_slip(left: str, right: str) -> bool:
    """One letter too many, missing, other, or two changed places."""
    return abs(len(left) - len(right)) < 2 and right in _slips(left)


def _swapped(left: str, right: str) -> bool:
    """Two neighbouring letters changed places; other slips make words of words (produce, product)."""
    return sorted(left) == sorted(right) and _one_slip(left, right)


def _slips(word: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz'"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _folded(char: str) -> str:
    folded = str(_to_simplified().convert(char))
    return folded if len(folded) == 1 else char


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _place_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.english for place in Places.load() if place.level in _WIDE and place.english))


@cache
def _metric_words() -> tuple[str, ...]:
    """Words of metrics' English names, and the question words of measures (growth, share)."""
    names = (word for metric in Metrics.load().by_id.values() for word in _WORD.findall(metric.en))
    return tuple(dict.fromkeys(word.casefold() for word in (*names, *_english_words()) if len(word) >= _LONG - 1))


@cache
def _english_words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for cue in load().cues["en"] for word in _WORD.findall(cue.surface)))


@cache
def _abbreviations() -> tuple[str, ...]:
    names = (name for metric in Metrics.load().by_id.values() for name in (metric.en, *metric.zh_names))
    return tuple(dict.fromkeys(word for name in names for word in _WORD.findall(name) if word.isupper()))
