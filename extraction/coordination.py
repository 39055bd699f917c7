"""A name that covers several things, split: 城镇和农村居民人均可支配收入 -> 城镇居民…, 农村居民…."""

from __future__ import annotations

import re
from functools import cache

from lexicon.words import Words

_SHORT = 3
_RATE = re.compile("(?<=..)[一-鿿]{2,4}率$")
_JOINT = re.compile("、|以及|和|与|及")


@cache
def _whole() -> re.Pattern[str]:
    """A name that ends in a head of its own and needs none from its neighbour."""
    return re.compile("(?:率|比重|占比|收入|产量|产值|增加值|吞吐量|面积|总额|投资|余额|浓度|数)$")


@cache
def _shared() -> re.Pattern[str]:
    words = Words.load()
    return re.compile(f"(?:居民|人员)?(?:人均)?(?:{words.any_of('shared_head')})+$|(?:{words.any_of('shared_verb')}).{{2,}}$")


def distribute(name: str, count: int, *, each: bool = False) -> list[str]:
    """As many names as there are numbers (or, with `each`, as many as are listed); the name itself where it cannot be split."""
    words = Words.load().classes
    if count == len(words["part_areas"]) and name.startswith(words["whole_area"]) and not _JOINT.search(name):
        return [area + name.removeprefix(words["whole_area"][0]) for area in sorted(words["part_areas"], reverse=True)]
    parts = [part for part in _JOINT.split(name) if part]
    if len(parts) < 2 or (not each and (count == 1 or len(parts) < count)):
        return [name] * count
    if not each and len(parts) > count:
        parts = ["、".join(parts[:len(parts) - count + 1]), *parts[len(parts) - count + 1:]]
    if each and len(parts[0]) > 2 * len(parts[1]):
        parts[0] = parts[0][-len(parts[1]):]
    tail = _common_tail(parts)
    return [part if not tail or part.endswith(tail) or _whole().search(part) else part + tail for part in parts]


def _common_tail(parts: list[str]) -> str:
    """What the last name shares with the others: 城镇|农村居民…收入 by their equal length, A|B产量 by the head 产量."""
    lengths, last = {len(part) for part in parts[:-1]}, parts[-1]
    if len(lengths) == 1 and (length := lengths.pop()) <= _SHORT and len(last) >= length + 2:
        return last[length:]
    found = _shared().search(last)
    if found is None or not found.start():
        return ""
    rate = _RATE.search(last) if found[0] == "率" else None
    return rate[0] if rate else found[0]
