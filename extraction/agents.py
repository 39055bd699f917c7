"""Agencies named in a text, under their full names: 省市场监管局 in a document of 浙江省 is 浙江省市场监督管理局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.context import DocumentContext
from lexicon.agencies import Agencies, Family
from lexicon.places import COUNTRY, Place, Places

_LONGEST_AREA = 12
_LIST_MARKS = ("、", "和", "与", "及", ",", "，")
_GROUP = re.compile(r"(?:[两三四五六七八九十多各]|[0-9])(?:省市|地|市|省|级|县|区)$")
_HAN = "[\u4e00-\u9fff]"
_DEPARTMENTS = re.compile(f"{_HAN}{{2,16}}(?:[、和]{_HAN}{{2,8}}){{1,6}}等?(?:[0-9一二三四五六七八九十多]+个?)?部门")
_LEVEL = {"省": "province", "市": "prefecture", "州": "prefecture", "县": "county", "区": "county"}
_WHOLE = re.compile("[全我本]?(省|自治区|市|州|县|区)$")
_YOUTH = re.compile(r"共青团(?P<area>[\u4e00-\u9fff]{2,6}?[省市县区州])委(?!员会)|团(?P<level>省|市|县|区)委(?!员会)")


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency written at `start:end`; `name` is its full name.

    Areas that share one name (金华、嘉兴市市场监管局) give one mention each, the first ones at their areas' spans.
    """

    start: int
    end: int
    name: str


def find_agencies(text: str, context: DocumentContext) -> list[AgencyMention]:
    """Agencies in `text`, left to right, none inside another."""
    found = [*_central(text), *_youth(text, context), *_local(text, context), *_departments(text, context)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[AgencyMention] = []
    for mention in found:
        same = kept and (mention.start, mention.end) == (kept[-1].start, kept[-1].end)
        if not kept or same or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _central(text: str) -> Iterator[AgencyMention]:
    agencies = Agencies.load()
    for match in agencies.organ_pattern.finditer(text):
        organ = agencies.central(match[0])
        if organ:
            yield AgencyMention(match.start(), match.end(), organ.name)


def _youth(text: str, context: DocumentContext) -> Iterator[AgencyMention]:
    for match in _YOUTH.finditer(text):
        if match["area"]:
            place = Places.load().named(match["area"], context.place_code)
        else:
            place = area_of(match["level"], context)
        if place:
            yield AgencyMention(match.start(), match.end(), f"共青团{place.name}委")


def _departments(text: str, context: DocumentContext) -> Iterator[AgencyMention]:
    """杭州市市场监管、交通、公安等部门: each trade named is the office of its kind."""
    agencies = Agencies.load()
    for match in _DEPARTMENTS.finditer(text) if "部门" in text else ():
        first = agencies.stem_pattern.search(match[0])
        area = _area_before(text, match.start() + first.start(), context) if first else None
        if first and area:
            start = area[0]
            for trade in agencies.stem_pattern.finditer(match[0], first.start()):
                family = agencies.by_stem(trade[0])
                stop = match.start() + trade.end()
                if family and match[0][trade.end()] in "、等和部":
                    yield AgencyMention(start, stop, agencies.local(family, area[2]))
                    start = stop + 1


def _local(text: str, context: DocumentContext) -> Iterator[AgencyMention]:
    agencies = Agencies.load()
    areas: list[tuple[int, int, Place]] = []
    reached = -1
    for match in agencies.family_pattern.finditer(text):
        family = agencies.family(match[0])
        if family is None or (family.id == "party" and not _party(text, match)):
            continue
        found = _areas_of(text, match, context)
        if found:
            areas = found
        elif text[reached : match.start()] in _LIST_MARKS and areas:  # 省市场监管局、公安厅
            areas = [(match.start(), match.end(), place) for _, _, place in areas]
        else:
            continue
        reached = match.end()
        yield from _named(areas, family, match, text)


def _named(
    areas: list[tuple[int, int, Place]], family: Family, match: re.Match[str], text: str
) -> Iterator[AgencyMention]:
    office = _as_office(family) if len(areas) > 1 else family
    for at, (start, stop, place) in enumerate(areas):
        last = at + 1 == len(areas)
        yield AgencyMention(start, match.end() if last else stop, Agencies.load().local(office, place))


def _areas_of(text: str, match: re.Match[str], context: DocumentContext) -> list[tuple[int, int, Place]]:
    group = _GROUP.search(text, max(0, match.start() - 3), match.start())
    end = group.start() if group else match.start()
    return _areas(text, end, context, grouped=group is not None)


def _party(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    return text[max(0, at - 1) : at] in _LEVEL and not text.startswith(("员", "托", "派", "组", "属"), match.end())


def _as_office(family: Family) -> Family:
    """The departments of several named areas (三地市场监管部门) are their offices."""
    return Agencies.load().family("市场监管局") or family if family.id == "market-departments" else family


def _areas(text: str, end: int, context: DocumentContext, *, grouped: bool) -> list[tuple[int, int, Place]]:
    """The areas written before `end`, in order: one, or those of a list that share what follows."""
    nearest = _area_before(text, end, context)
    if nearest is None:
        return []
    areas = [nearest]
    while True:
        start = areas[0][0]
        if not text.endswith(_LIST_MARKS, 0, start):
            return areas
        before = _named_before(text, start - 1, context)
        if before is None or not (grouped or before[2].level == areas[0][2].level):
            return areas
        areas.insert(0, before)


def _is_whole(level: str, place: Place) -> bool:
    """Whether 全省 or 全市 may repeat the place named before it."""
    return _LEVEL.get(level) == place.level or (level in "市区" and place.level == "province")


def _area_before(text: str, end: int, context: DocumentContext) -> tuple[int, int, Place] | None:
    named = _named_before(text, end, context)
    if named:
        return named
    whole = _WHOLE.search(text, max(0, end - 4), end)
    outer = _named_before(text, whole.start(), context) if whole else None
    if whole and outer and _is_whole(whole[1][-1], outer[2]):  # 福建全省市场监管系统, but not 会同|省公安厅
        return outer[0], end, outer[2]
    place = area_of(whole[1][-1] if whole[1] != "自治区" else "省", context) if whole else None
    return (whole.start(), end, place) if whole and place else None


def _named_before(text: str, end: int, context: DocumentContext) -> tuple[int, int, Place] | None:
    """The place whose name ends at `end`, with the areas that hold it when they are written in front (浙江省丽水市)."""
    places = Places.load()
    for length in range(min(_LONGEST_AREA, end), 1, -1):
        surface = text[end - length : end]
        if not places.known(surface):
            continue
        start = end - length
        outer = _named_before(text, start, context)
        inner = places.named(surface, outer[2].code) if outer else None
        if outer and inner and inner != outer[2] and places.covers(outer[2], inner):
            return outer[0], end, inner
        place = places.named(surface, context.place_code)
        return (start, end, place) if place and place.code != COUNTRY else None
    return None


def area_of(level: str, context: DocumentContext) -> Place | None:
    """What 省, 市, 县 or 区 alone means in the document: its own area or the one around it; None where it has none."""
    places = Places.load()
    own = places.by_code(context.place_code or "")
    if own is None or own.code == COUNTRY:
        return None
    chain = (own, *places.ancestors(own))
    wanted = _LEVEL[level]
    if level == "市" and chain[-2].name.endswith("市"):
        return chain[-2]  # a municipality
    found = next((place for place in chain if place.level == wanted), None)
    if found is None and level == "市" and own.level == "county" and own.name.endswith("市"):
        return own
    return found
