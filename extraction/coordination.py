"""A name that covers several things, split: 城镇和农村居民人均可支配收入 -> 城镇居民…, 农村居民…."""

from __future__ import annotations

from extraction.patterns import pattern
from lexicon.words import Words

_SHORT = 2
_COMMA = "、"
_RESPECTIVELY = "分别"


def distribute(name: str, count: int, *, each: bool = False) -> list[str]:
    """As many names as there are numbers; with `each`, one number holds for as many names as are listed.

    The name itself, `count` times, where it stays whole."""
    head, _, deed = name.partition(_RESPECTIVELY)
    areas = _areas(head) if count > 1 and deed == "" else []
    parts = areas if len(areas) == count else _parts(head, count, listed=each and count == 1)
    if len(parts) < 2:
        return [name] * count
    if count == 1 and len(parts[1]) == 1:
        parts[0] = parts[0][-1:]  # 评出一、二、三等奖各5名
    tail = "" if areas else deed or _common_tail(parts)
    return _with_prefix([_with_tail(part, tail) for part in parts])


def _areas(name: str) -> list[str]:
    """城乡居民人均可支配收入 is said of the towns and of the villages."""
    words = Words.load().classes
    if not name.startswith(words["whole_area"]) or pattern("name-joint").search(name):
        return []
    rest = name.removeprefix(words["whole_area"][0])
    return [area + rest for area in sorted(words["part_areas"], reverse=True)]


def _parts(name: str, count: int, *, listed: bool) -> list[str]:
    """The items of the list that `name` is, [] if it is none of that length; 、 divides before 和 does."""
    items = [part for part in name.split(_COMMA) if part]
    if len(items) == count > 1:
        return items
    last = [part for part in pattern("name-joint").split(items[-1]) if part] if items else []
    if len(items) + len(last) - 1 == count:
        return [*items[:-1], *last]
    parts = [part for part in pattern("name-joint").split(name) if part]
    if listed:
        return parts
    if count == 1 or len(parts) < count:
        return []
    merged = len(parts) - count + 1
    return [_COMMA.join(parts[:merged]), *parts[merged:]]


def _with_tail(part: str, tail: str) -> str:
    return part if not tail or part.endswith(tail) or pattern("whole-name").search(part) else part + tail


def _with_prefix(parts: list[str]) -> list[str]:
    """万元产值能耗、水耗: what the first has in front of its head holds for those of nothing but a like head."""
    first = pattern("shared-prefix").match(parts[0])
    if first is None:
        return parts
    like = [len(part) <= len(first["head"]) and part[-1] == parts[0][-1] for part in parts]
    short = [parts[0][: -len(part)] + part if alike else part for part, alike in zip(parts, like, strict=True)]
    return [parts[0], *short[1:]]


def _common_tail(parts: list[str]) -> str:
    """What the last name shares with the others: 城镇|农村居民…收入 by their equal length, A|B产量 by the head 产量."""
    lengths, last = {len(part) for part in parts[:-1]}, parts[-1]
    if len(lengths) == 1 and (length := lengths.pop()) <= _SHORT and len(last) >= length + 2:
        return last[length:]
    if lengths == set() and last[: len(parts[0])].endswith(parts[0][-_SHORT:]) and len(parts[0]) > _SHORT:
        return last[len(parts[0]) :]  # 政府投资类|社会投资类项目…时间
    found = pattern("shared-tail").search(last)
    if found is None or not found.start():
        return ""
    rate = pattern("shared-rate").search(last) if found[0] == "率" else None
    return rate[0] if rate else found[0]
