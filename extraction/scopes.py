"""The area a figure is about: named where its clause begins, or the area the document's issuer governs."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.clauses import Segment
from extraction.context import DocumentContext
from extraction.naming import trimmed
from extraction.patterns import pattern
from lexicon.places import COUNTRY, PlaceMention, Places

COUNTRY_NAME = "全国"
_OPENING = 16  # characters in which a clause or sentence names its area
_LONGEST = 24
_NEW_STATEMENT = ("；", ";", "。")  # what was named before holds no longer
_SUBJECT = 6
_SHORTEST_METRIC = 3


@dataclass(frozen=True, slots=True)
class AreaMention:
    """From `start` in the sentence on, figures are about `name`; `opens` where the sentence opens with it."""

    start: int
    name: str
    opens: bool = True


def areas(text: str, segments: list[Segment], context: DocumentContext) -> list[AreaMention]:
    """Where the sentence changes the area, in order."""
    found: list[AreaMention] = []
    dateline = pattern("dateline").match(text)
    opening = (dateline.end() if dateline else 0) + _OPENING
    for segment in segments:
        part = text[segment.start : segment.end]
        name = _own_city(part, found, context) or _own(part, context) or _country(part) or _named(part, context)
        if name is None and segment.lead in _NEW_STATEMENT:
            name = context.place
        if name:
            found.append(AreaMention(segment.start, name, segment.start <= opening))
    return found


def place_at(mentions: list[AreaMention], segment: Segment, context: DocumentContext) -> str | None:
    """The area named in the segment itself, else the one the sentence opens with, else the document's."""
    own = [mention.name for mention in mentions if mention.start == segment.start]
    if own:
        return own[0]
    before = [mention for mention in mentions if mention.start < segment.start and mention.name != COUNTRY_NAME]
    return before[-1].name if before and before[0].opens else context.place


def _own_city(part: str, found: list[AreaMention], context: DocumentContext) -> str | None:
    """全市 after a city of the document's province: that city."""
    if not found or not pattern("own-city").search(part[:_OPENING]):
        return None
    places = Places.load()
    named, own = places.named(found[-1].name), places.by_code(context.place_code or "")
    inside = named and own and named.level == "prefecture" and own.level == "province" and places.covers(own, named)
    return named.name if named and inside else None


def _own(part: str, context: DocumentContext) -> str | None:
    return context.place if pattern("own-area").search(part[:_OPENING]) else None


def _country(part: str) -> str | None:
    """全国 as the subject of the clause, not as a yardstick (占全国, 居全国第一)."""
    for match in pattern("country").finditer(part):
        yardstick = pattern("country-as-yardstick").search(part[: match.start() + len(COUNTRY_NAME)])
        if not yardstick and (match.start() <= _SUBJECT or pattern("first-so-many").match(part, match.end())):
            return COUNTRY_NAME
    return None


def _named(part: str, context: DocumentContext) -> str | None:
    leading = pattern("area-lead").match(part)
    text = part[leading.end() if leading else 0 :]
    place, rest = _leading_place(text[:_LONGEST], context)
    rest += text[_LONGEST:]
    if place is None or not rest or pattern("area-of-a-list").match(rest):
        return None
    full = text.startswith(place, len(text) - len(rest) - len(place))
    return place if (full and not pattern("office").search(rest)) or pattern("after-area").search(rest) else None


def _leading_place(text: str, context: DocumentContext) -> tuple[str | None, str]:
    """The official name of the place that `text` begins with, and the text after it; a group of places is none."""
    mentions = Places.load().find(text, context.place_code)
    if not mentions or mentions[0].start > 0 or _is_group(mentions):
        return None, text
    last = _chain(mentions)[-1]
    return (None if last.place.code == COUNTRY else last.place.name), text[last.end :]


def _is_group(mentions: list[PlaceMention]) -> bool:
    """京津冀: several places by one word."""
    return len(mentions) > 1 and mentions[0].end == mentions[1].end


def _chain(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """浙江省 丽水市: each directly after the one before and inside it."""
    chain = mentions[:1]
    for mention in mentions[1:]:
        if mention.start != chain[-1].end:
            break
        chain.append(mention)
    return chain


def own_name(metric: str, context: DocumentContext) -> str:
    """The metric's name without the area in front that the figure is about anyway: 浙江省常住人口 -> 常住人口."""
    place, rest = _leading_place(metric[:_LONGEST], context)
    if place is None or len(rest) + max(0, len(metric) - _LONGEST) < _SHORTEST_METRIC:
        return metric
    full = metric.startswith(place) and not pattern("office").search(rest)
    if full or pattern("after-area").search(rest):
        return trimmed(rest + metric[_LONGEST:]) or metric
    return metric
