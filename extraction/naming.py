"""From the words around a number to the name of what is measured.

`phrase` looks at the text in front of a number: the words of statement and change at its end (达, 比上年增长) and the
name before them. `noun` looks at the text after it (6个国家级…中心). The patterns stand in data/rules/clauses.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.patterns import pattern
from lexicon.places import Places
from lexicon.words import Words

_LONGEST_SAID = 24
_LONGEST_AREA = 12
_LONGEST_DOER = 8
_PAIRS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"))
_ASPECT = "了"
_OF_A_LIST = "等"
_COMMA = "、"
_PRODUCT = "生产总值"
_HALF_JOINTS = ("和", "与", "及")
_EDGES = "[\\s*#·\\-—–:：,，、。；;\\[\\]【】※●■◆!！?？>]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """`base` is the name's raw text, `tail` the words of statement and change between it and the number."""

    base: str
    tail: str


@dataclass(frozen=True, slots=True)
class Noun:
    """The thing counted after a number and what is said of it: 基层所 | 获评首批全国五星所."""

    noun: str
    said: str


def phrase(left: str) -> Phrase:
    """Split the text in front of a number."""
    left = pattern("footnote-end").sub("", left)
    if pattern("whole-yardstick").search(left.strip()):
        return Phrase("", left)
    match = pattern("tail").search(left)
    return Phrase(left[: match.start()], match[0]) if match else Phrase(left, "")


def trimmed(base: str) -> str:
    """The name without junk, time, place words, adverbs and the doer in front, and without punctuation around."""
    base = pattern("footnote").sub("", base.strip().replace("**", ""))
    base = pattern("dateline").sub("", base)
    base = _bare(base[opening(base) :])
    base = pattern("doer").sub("", pattern("each-of-them").sub("", base))
    return _balanced(pattern("done").sub(r"\1", pattern("pronoun").sub("", base)))


def opening(text: str) -> int:
    """How long the times and adverbs are that a clause opens with."""
    match = pattern("head").match(text)
    return match.end() if match else 0


def _bare(text: str) -> str:
    return re.sub(f"^{_EDGES}+|{_EDGES}+$", "", text)


def _balanced(name: str) -> str:
    """Without a bracket or quotation mark whose partner lies outside the name."""
    for opened, closed in _PAIRS:
        if name.count(opened) > name.count(closed):
            head, _, rest = name.rpartition(opened)
            name = rest or head
        elif name.count(closed) > name.count(opened):
            head, _, rest = name.partition(closed)
            name = rest or head
    return name


def digits(printed: str) -> bool:
    """Whether a numeral has a digit of its own: 一百亿, not 百亿."""
    return re.search("[0-9０-９零〇一二两三四五六七八九]", printed) is not None


def without_causative(base: str) -> str:
    """带动面上产业投资 -> 面上产业投资."""
    match = pattern("causative").match(base)
    return trimmed(base[match.end() :]) if match and len(base) - match.end() >= 2 else base


def without_place(name: str) -> str:
    """浙江创建数量 -> 创建数量; "" for a bare place."""
    mentions = Places.load().find(name[:_LONGEST_AREA])
    return name[mentions[0].end :] if mentions and mentions[0].start == 0 else name


def leading_verb(name: str) -> str:
    """The counting verb a name begins with, after a short subject; "" if none."""
    for match in pattern("count-verb").finditer(name):
        before = name[: match.start()]
        if match.start() > _LONGEST_DOER or before.count("“") > before.count("”"):
            break
        if match.end() < len(name) - 1 and not name.startswith(_PRODUCT, match.start()):
            return match[0]
    return ""


def last_clause(left: str) -> str:
    """完善机制、新增企业 -> 新增企业: what follows the last 、 when it has a counting verb of its own in front."""
    head, joint, rest = left.rpartition(_COMMA)
    if pattern("share-name").search(head):
        return left
    verb = pattern("count-verb")
    match = verb.match(rest.lstrip()) if joint else None
    if match is None or all(verb.fullmatch(part) for part in head.split(_COMMA)):
        return left
    return rest if verb.search(head) and len(rest) - match.end() >= 2 else left


def last_item(text: str) -> str:
    """What follows the last 、 or comma."""
    return re.split("[、，]", text)[-1]


def verb_before(left: str) -> str:
    """The verb of the thing counted after the number, at the end of `left`; "" if none."""
    match = pattern("count-verb-before").search(left)
    if match is None:
        return ""
    begun = pattern("count-verb").match(deed) if (deed := trimmed(left)) else None
    nominal = (
        match[1] in Words.load().classes["nominal_verb"]
        and begun is not None
        and len(deed) > len(match[1]) + begun.end()
    )
    return begun[0] if nominal and begun is not None else match[1]


def verb_of_list(left: str) -> str:
    """The verb in front of a list that ends before the number: 研究出台首发经济、会展经济等方面29项政策."""
    if _OF_A_LIST not in left[-6:] and _COMMA not in left and not left.endswith(_HALF_JOINTS):
        return ""
    match = pattern("count-verb").match(trimmed(left))
    return match[0] if match else ""


def noun(right: str) -> Noun:
    """Split the text after a number at its predicate."""
    right = _bare(right)
    for match in pattern("predicate").finditer(right):
        said = right[match.start() :][:_LONGEST_SAID].replace(_ASPECT, "")
        if match.start() == 0:
            return Noun("", said)
        if match.start() >= 2:
            return Noun(thing(right[: match.start()]), said)
    return Noun(thing(right), "")


def thing(text: str) -> str:
    """Without 中 or 之一 at the end, and without what 以及 or a clause of its own adds."""
    text = pattern("second-deed").split(pattern("besides").split(text)[0])[0]
    return _balanced(pattern("of-its-own").sub("", text.strip()))
