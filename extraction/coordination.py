"""A name that covers several things, split: 城镇和农村居民人均可支配收入 -> 城镇居民…, 农村居民…."""

from __future__ import annotations

import re
from functools import cache

from lexicon.words import Words

_JOINT = re.compile("、|以及|和|与|及")


@cache
def _shared() -> re.Pattern[str]:
    words = Words.load()
    return re.compile(f"(?:居民|人员)?(?:人均)?(?:{words.any_of('shared_head')})+$|(?:{words.any_of('shared_verb')}).{{2,}}$")


def distribute(name: str, count: int, *, each: bool = False) -> list[str]:
    """As many names as there are numbers (or, with `each`, as many as are listed); the name itself where it cannot be split."""
    parts = _JOINT.split(name)
    if len(parts) < 2 or (not each and len(parts) < count):
        return [name] * count
    if not each and count == 1:
        return [name]
    if not each and len(parts) > count:
        parts = ["、".join(parts[:len(parts) - count + 1]), *parts[len(parts) - count + 1:]]
    if each and len(parts[0]) > 2 * len(parts[1]):
        parts[0] = parts[0][-len(parts[1]):]
    tail = _shared().search(parts[-1])
    if tail is None or tail.start() == 0:
        return parts
    return [part if part.endswith(tail[0]) else part + tail[0] for part in parts]
