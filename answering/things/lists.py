"""Lists in a sentence: A、B、C等3个X, X（A、B、C）, A、B和C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from answering.things.found import Thing
from answering.understanding.words import word_list, word_pattern
from extraction.numerals import parse_numeral
from lexicon.places import PlaceMention, Places

_CLAUSE = re.compile(r"[^，,。；;：:（）()！？!?\n]+")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_STATED = re.compile(
    r"等?(?P<n>[0-9]{1,3}|[两二三四五六七八九十]{1,3})(?:个|大|项|家|座|条|位|类|种|名|所|县|市|区|席|款|处|届)"
)
_ASIDE = re.compile(r"（(?:以下|下文|下)?(?:统|合)?(?:简|并)?称[^）]*）|（[^）、，。；]{1,4}）(?=[\u4e00-\u9fff])")
_SHORT_NAME = re.compile(r"（(?:以下|下文|下)?(?:统|合)?(?:简|并)?称[^）]*）")
_CALLED = re.compile(r"“[0-9两三四五六七八九十]{1,3}[大类个项种]")  # …液化气瓶“三类产品”
_JOIN = re.compile(r"以及|[和及与]")
_GAP = re.compile(r"[、，,和及与]|以及|市?、")
_ENDED = re.compile(rf"等(?!级)|{_STATED.pattern[2:]}")  # an item with 等 or a number of things is the last
_COUNTED = re.compile(
    r"[0-9][万亿]?余?(?:[件起项家户人个条]|[万亿]?元|批次|公里)|[在于]全[国省市区县]"
)  # 案件6127件, 标准21项, 在全省
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Listing:
    """`start:end` bounds the items in the sentence; `stated` is the number the sentence itself gives (4个集群),
    or None."""

    things: tuple[Thing, ...]
    start: int
    end: int
    stated: int | None


def find_lists(text: str, within: str | None, base: str, *, expected: int | None) -> list[Listing]:
    """Lists of two things and more; lists of places by their official names."""
    known = list(_place_lists(text, within, base))
    words = [
        listing if any(listing.start < other.end and other.start < listing.end for other in known) else named
        for listing in _word_lists(text, expected)
        for named in [_as_places(listing, within, base)]
    ]
    return [*known, *words]


def _as_places(listing: Listing, within: str | None, base: str) -> Listing:
    """Places of the document's own area that the sentence calls by their bare names (瓦房店、海城、庄河)."""
    known = [Places.load().named(thing.label, within) for thing in listing.things]
    if within is None or not all(place is not None and place.code.startswith(within[:2]) for place in known):
        return listing
    things = tuple(
        replace(thing, label=place.name, type="Place", iri=f"{base}place/{place.code}")
        for thing, place in zip(listing.things, known, strict=True)
        if place is not None
    )
    return replace(listing, things=things)


def _place_lists(text: str, within: str | None, base: str) -> Iterator[Listing]:
    run: list[PlaceMention] = []
    for mention in [*Places.load().find(text, within), None]:
        if mention is not None and run and _GAP.fullmatch(text[run[-1].end : mention.start]):
            run.append(mention)
            continue
        if len(run) > 1:
            yield _places(text, run, base)
        run = [mention] if mention else []


def _places(text: str, run: Sequence[PlaceMention], base: str) -> Listing:
    things = tuple(Thing(m.place.name, "Place", m.start, m.end, f"{base}place/{m.place.code}") for m in run)
    return Listing(things, run[0].start, run[-1].end, _stated(text, run[0].start, run[-1].end))


def _word_lists(text: str, expected: int | None) -> Iterator[Listing]:
    masked = _ASIDE.sub(lambda match: "·" * len(match[0]), text)
    masked = _QUOTED.sub(lambda match: "“" + "·" * (len(match[0]) - 2) + "”", masked)
    for clause in _CLAUSE.finditer(masked):
        if "、" not in clause[0]:
            continue
        bounds = _items(text, masked, clause.start(), clause.end(), expected)
        if len(bounds) > 1 and not any(_COUNTED.search(text, start, end) for start, end in bounds):
            things = tuple(Thing(_label(text[start:end]), None, start, end) for start, end in bounds)
            yield Listing(things, bounds[0][0], bounds[-1][1], _stated(text, bounds[0][0], bounds[-1][1]))


def _items(text: str, masked: str, start: int, end: int, expected: int | None) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    at = start
    for piece in masked[start:end].split("、"):
        bounds.append((at, at + len(piece)))
        at += len(piece) + 1
        if len(bounds) > 1 and _ENDED.search(piece):
            break
    first, last = bounds[0], bounds[-1]
    bounds[0] = (_after_lead(masked, first[0], first[1]), first[1])
    tail = _before_tail(text, masked, last[0], last[1])
    others = max(right - left for left, right in bounds[:-1])
    tail = _before_predicate(masked, last[0], tail, others)
    cut = _joined(masked, last[0], tail, len(bounds), expected)
    bounds[-1:] = [(last[0], cut[0]), (cut[1], tail)] if cut else [(last[0], tail)]
    return [(left, right) for left, right in bounds if 0 < len(_label(text[left:right])) <= _LONGEST]


def _after_lead(masked: str, start: int, end: int) -> int:
    """Where the first item begins: after the last word that introduces lists and leaves two characters."""
    best = start
    for match in _lead().finditer(masked, start, end):
        if end - match.end() >= 2:
            best = match.end()
    return best


def _before_tail(text: str, masked: str, start: int, end: int) -> int:
    """Where the last item ends: before 等, a number of things (“三类产品” too), or a word that goes on."""
    stops = [
        match.start()
        for match in (
            _STATED.search(masked, start + 1, end),
            word_pattern("list_words.csv", "tail").search(masked, start + 2, end),
            _CALLED.search(text, start + 1, end),
        )
        if match
    ]
    return min([end, *stops])


def _before_predicate(masked: str, start: int, end: int, others: int) -> int:
    """Where the last item ends that is much longer than the longest of the others: before 为, 均, 被…"""
    if end - start <= 2 * others + 2:
        return end
    match = word_pattern("list_words.csv", "tail-long").search(masked, start + 2, end)
    return match.start() if match else end


def _joined(masked: str, start: int, end: int, known: int, expected: int | None) -> tuple[int, int] | None:
    """The 和 before the last item, unless the number asked for says that it is inside one."""
    match = _JOIN.search(masked, start + 1, end)
    if match is None or match.end() >= end or expected == known:
        return None
    return match.span()


def _stated(text: str, start: int, end: int) -> int | None:
    after = _STATED.match(text, end) or _STATED.match(text, min(end + 1, len(text)))
    before = list(_STATED.finditer(text, max(0, start - 14), start))
    match = after or (before[-1] if before else None)
    return int(parse_numeral(match["n"]) or 0) or None if match else None


def _label(text: str) -> str:
    return _SHORT_NAME.sub("", text).strip("“” 《》")


@cache
def _lead() -> re.Pattern[str]:
    words, others = (word_list("list_words.csv", role) for role in ("lead", "not-lead"))
    return re.compile(f"(?!{'|'.join(map(re.escape, others))})(?:{'|'.join(map(re.escape, words))})")
