"""A name that covers several things, split: 城镇和农村居民人均可支配收入 -> 城镇居民…, 农村居民…."""

from __future__ import annotations

from extraction.patterns import pattern
from lexicon.words import Words

_SHORT = 2


def distribute(name: str, count: int, *, each: bool = False) -> list[str]:
    """As many names as there are numbers (with `each`, as many as are listed); the name itself where it stays whole."""
    words = Words.load().classes
    if (
        count == len(words["part_areas"])
        and name.startswith(words["whole_area"])
        and not pattern("name-joint").search(name)
    ):
        return [area + name.removeprefix(words["whole_area"][0]) for area in sorted(words["part_areas"], reverse=True)]
    parts = [part for part in pattern("name-joint").split(name) if part]
    if len(parts) < 2 or (not each and (count == 1 or len(parts) < count)):
        return [name] * count
    if not each and len(parts) > count:
        parts = ["、".join(parts[: len(parts) - count + 1]), *parts[len(parts) - count + 1 :]]
    if each and len(parts[0]) > 2 * len(parts[1]):
        parts[0] = parts[0][-len(parts[1]) :]
    tail = _common_tail(parts)
    return [
        part if not tail or part.endswith(tail) or pattern("whole-name").search(part) else part + tail for part in parts
    ]


def _common_tail(parts: list[str]) -> str:
    """What the last name shares with the others: 城镇|农村居民…收入 by their equal length, A|B产量 by the head 产量."""
    lengths, last = {len(part) for part in parts[:-1]}, parts[-1]
    if len(lengths) == 1 and (length := lengths.pop()) <= _SHORT and len(last) >= length + 2:
        return last[length:]
    found = pattern("shared-tail").search(last)
    if found is None or not found.start():
        return ""
    rate = pattern("shared-rate").search(last) if found[0] == "率" else None
    return rate[0] if rate else found[0]
