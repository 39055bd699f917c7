"""From the words around a number to the name of what is measured.

`Phrase` looks at the text in front of a number: the words of statement and change at its end (达, 比上年增长), and the name
before them. `Noun` looks at the text after a number (6个国家级…中心). Word classes come from lexicon.words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lexicon.words import Words

_TIME = (r"(?:截至|截止|到|至|自|从|在)?(?:目前|(?:1[89]|20|21)[0-9]{2}年?(?:[-—–－~～至到](?:20|19)?[0-9]{2,4}年?)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
         r"|[0-9]{1,2}(?:[-—–－~～至到、][0-9]{1,2})?月(?:[0-9]{1,2}日)?|今年|去年|上年|当年|明年|前年|全年|同期|年末|年底|年初|“[一二三四五六七八九十]+五”(?:时期|期间|以来|末)?|[一二三四五六七八九十0-9]+年来|过去[一二三四五六七八九十0-9]+年|[一二三四1-4]季度|上半年|下半年)"
         r"(?:份|末|底|初|年|以来|期间|时期|前|间|同期|上半年|前三季度|的)*[,， ]*")
_COMPARED = r"(?:(?:同比|环比|比|较)(?:(?:上|去|前一?|19[0-9]{2}|20[0-9]{2})年(?:同期|末|底)?|上月|同期|年初|基期)?(?:实际|名义)?|(?:按|以)?(?:同口径|可比口径|可比价格?(?:计算)?|不变价格?(?:计算)?)|扣除价格因素(?:影响)?|在[^，。]{2,12}基础上)"
_JUNK = "[\\s*#·\\-—–:：,，、。；;（）()\\[\\]【】※●■◆]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """`base` is the name's raw text, `tail` the words of statement and change between it and the number."""

    base: str
    tail: str


@cache
def _tail() -> re.Pattern[str]:
    words = Words.load()
    verbs = words.any_of("statement_verb", "growth_up", "growth_down", "cut_verb")
    return re.compile(rf"(?:{verbs}|{_COMPARED}|{_TIME}|[的了\s])+$")


@cache
def _head() -> re.Pattern[str]:
    words = Words.load()
    return re.compile(rf"(?:{_JUNK}|{_TIME}|{words.any_of('adverb', 'place_word')}(?!度|率|性|化)|对(?=[^，]*的$))+")


@cache
def _causative() -> re.Pattern[str]:
    return re.compile(rf"(?:{Words.load().any_of('causative')})+")


@cache
def count_verbs() -> re.Pattern[str]:
    return re.compile(f"{Words.load().any_of('count_verb')}+")


@cache
def _verb_end() -> re.Pattern[str]:
    return re.compile(f"({Words.load().any_of('count_verb')}+)(?:了|共|约|各|好|过|出|并|首批|[的])*$")


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(Words.load().any_of("predicate"))


def phrase(left: str) -> Phrase:
    """Split the text in front of a number."""
    match = _tail().search(left)
    if match is None:
        return Phrase(left, "")
    return Phrase(left[:match.start()], match[0])


def trimmed(base: str) -> str:
    """The name without junk, time, place words and adverbs in front, and without punctuation around."""
    base = base.strip()
    match = _head().match(base)
    if match:
        base = base[match.end():]
    return re.sub(rf"^{_JUNK}+|{_JUNK}+$", "", base).replace("**", "")


def without_causative(base: str) -> str:
    """带动面上产业投资 -> 面上产业投资."""
    match = _causative().match(base)
    return base[match.end():] if match and len(base) - match.end() >= 2 else base


def leading_verb(name: str) -> tuple[str, str]:
    """The counting verb a name begins with (after a short subject) and the rest; "" if none."""
    for match in count_verbs().finditer(name):
        if match.start() > 8:
            break
        if match.end() < len(name) - 1:
            return match[0], name[match.end():]
    return "", name


def verb_before(left: str) -> str:
    """The verb of the thing counted after the number: at the end of `left`, or in front of a list that ends with 等."""
    match = _verb_end().search(left)
    if match:
        return match[1]
    found = list(count_verbs().finditer(left))
    return found[0][0] if found else ""


@dataclass(frozen=True, slots=True)
class Noun:
    """The thing counted after a number and what is said of it: 基层所 | 获评首批全国五星所."""

    noun: str
    said: str


def noun(right: str) -> Noun:
    """Split the text after a number at its predicate."""
    right = re.sub(rf"^{_JUNK}+|{_JUNK}+$", "", right)
    for match in _predicate().finditer(right):
        if match.start() >= 2:
            return Noun(right[:match.start()].strip("的"), right[match.start():])
        if match.start() == 0:
            return Noun("", right)
    return Noun(right, "")


def begins_with_predicate(right: str) -> bool:
    match = _predicate().match(right.strip())
    return match is not None
