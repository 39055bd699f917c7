"""The area a figure is about: named where its clause begins, or the area the document's issuer governs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extraction.clauses import Segment
from extraction.context import DocumentContext
from extraction.naming import TIME
from lexicon.metrics import Metrics
from lexicon.places import COUNTRY, PlaceMention, Places
from lexicon.words import Words, alternation

COUNTRY_NAME = "全国"
_OPENING = 16
_OWN = re.compile("全省|我省|本省|全市|我市|本市|全区|我区|全县|我县|省内|市内|境内")
_COUNTRY = re.compile("全国(?=(?:首批|共有?|已有?|累计|现有|范围内)?[0-9])|全国(?=居民|规模|城镇|农村|粮食|人口|社会|固定|货物|经济|生产|国内|一般|财政|平均|发电|网上|服务|工业|能源|新增)|我国")
_NOT_COUNTRY = re.compile("(?:占|居|列|位居|位列|名列|排名|高于|低于|快于|优于|比|较|领先|在|获|获评|入选|到|第)(?:全国|我国)$")
_LEADING = re.compile(rf"(?:[\s*“（(【—\-]|其中|例如|比如|如|在|由|据|对|从|以|为|{TIME})*")


@dataclass(frozen=True, slots=True)
class AreaMention:
    """From `start` in the sentence on, figures are about `name`."""

    start: int
    name: str


@cache
def _follower() -> re.Pattern[str]:
    """What may follow a short name that is a subject: 宁波新增, 杭州地区生产总值; not 宁波舟山港."""
    words = Words.load()
    heads = alternation(name for metric in Metrics.load() for name in metric.zh_names if len(name) >= 3)
    return re.compile(f"(?:{words.any_of('count_verb', 'statement_verb', 'adverb', 'growth_up', 'growth_down')}|{heads}|全[市省区县域]|(?:规上|工业|农业|服务业|居民|城镇|农村|财政|外贸|[、，,和]))")


def areas(text: str, segments: list[Segment], context: DocumentContext) -> list[AreaMention]:
    """Where the sentence changes the area, in order."""
    found = []
    for segment in segments:
        part = text[segment.start:segment.end]
        name = _own(part, context) or _country(part) or _named(part, context)
        if name:
            found.append(AreaMention(segment.start, name))
    return found


def place_at(mentions: list[AreaMention], segment: Segment, context: DocumentContext) -> str | None:
    """The area named in the segment itself, else the one the sentence opens with, else the document's."""
    own = [mention.name for mention in mentions if mention.start == segment.start]
    if own:
        return own[0]
    before = [mention for mention in mentions if mention.start < segment.start and mention.name != COUNTRY_NAME]
    return before[-1].name if before and before[0].start <= _OPENING else context.place


def _own(part: str, context: DocumentContext) -> str | None:
    match = _OWN.search(part[:16])
    return context.place if match else None


def _country(part: str) -> str | None:
    """全国 as the subject of the clause, not as a yardstick (占全国, 居全国第一)."""
    for match in _COUNTRY.finditer(part):
        if not _NOT_COUNTRY.search(part[:match.start() + 2]) and (match.start() <= 6 or re.match("首批|[0-9]", part[match.end():])):
            return COUNTRY_NAME
    return None


def _named(part: str, context: DocumentContext) -> str | None:
    leading = _LEADING.match(part)
    start = leading.end() if leading else 0
    mentions = Places.load().find(part[start:start + 24], context.place_code)
    if not mentions or mentions[0].start > 0:
        return None
    chain = _chain(mentions)
    last = chain[-1]
    rest = part[start + last.end:]
    if last.place.code == COUNTRY or re.match("[、和与及](?!其)", rest) or not rest:
        return None
    full = part[start:start + last.end].endswith(last.place.name)
    if full and not rest.startswith(("人民", "委", "第")):
        return last.place.name
    return last.place.name if _follower().match(rest) and not rest.startswith(("，", "、", "和")) else None


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
    mentions = Places.load().find(metric[:14], context.place_code)
    if not mentions or mentions[0].start > 0:
        return metric
    last = _chain(mentions)[-1]
    rest = metric[last.end:]
    full = metric[:last.end].endswith(last.place.name) and not rest.startswith(("人民", "委", "第", "政府"))
    return rest if len(rest) >= 3 and (full or (_follower().match(rest) and rest[0] not in "、和与及，")) else metric
