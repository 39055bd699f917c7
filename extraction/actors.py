"""Who acts in a clause: agencies, places and other bodies named before the verb, or whoever acted before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from extraction.agents import AgencyMention, find_agencies
from extraction.context import DocumentContext, Genre
from extraction.phrases import Part, items, phrase_rule
from lexicon.agencies import Agencies
from lexicon.places import COUNTRY, PlaceMention, Places
from model.document import Document
from model.statement import EntityType


@dataclass(frozen=True, slots=True)
class Actor:
    name: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Actors:
    """Who a clause names as acting; `joint` when they act together, `assisted` when whoever acted before
    only helps them (配合省政府召开), `beside` when it acts with them (与某商会共同举办); `end` is where their naming
    ends in the sentence."""

    who: tuple[Actor, ...]
    joint: bool
    end: int
    assisted: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with the agencies and places in it and the document's defaults."""

    text: str
    agencies: tuple[AgencyMention, ...]
    places: tuple[PlaceMention, ...]
    context: DocumentContext
    default: Actor | None
    shorts: Mapping[str, str]


def setting(
    text: str, context: DocumentContext, default: Actor | None, shorts: Mapping[str, str] = MappingProxyType({})
) -> Setting:
    """`shorts` maps the short names that the document defines to full ones."""
    known = find_agencies(text, context)
    agencies = sorted([*known, *_defined(text, shorts, known)], key=lambda mention: mention.start)
    places = tuple(Places.load().find(text, context.place_code))
    return Setting(text, tuple(agencies), places, context, default, shorts)


def _defined(text: str, shorts: Mapping[str, str], known: list[AgencyMention]) -> Iterator[AgencyMention]:
    """Bodies under the short names that the document gives them, where no agency that we know stands anyway."""
    for short, full in shorts.items():
        for match in re.finditer(re.escape(short), text) if phrase_rule("office").search(full) else ():
            if not any(mention.start < match.end() and match.start() < mention.end for mention in known):
                yield AgencyMention(match.start(), match.end(), full)


def default_actor(document: Document, context: DocumentContext) -> Actor | None:
    """Who acts where no one is named: a report's area, else the agency spoken of most, else the area."""
    area = Actor(context.place, EntityType.PLACE) if context.place else None
    if context.genre in (Genre.REPORT, Genre.STATISTICS):
        return area
    counts = Counter(mention.name for passage in document.passages for mention in find_agencies(passage.text, context))
    local = context.place not in (None, "全国")
    offices = {name: count for name, count in counts.items() if not (local and Agencies.load().central(name))}
    offices = {name: count for name, count in offices.items() if not phrase_rule("no-office").search(name)}
    if not offices:
        return area
    top = max(offices, key=lambda name: (offices[name], name))
    return Actor(top, EntityType.AGENCY) if offices[top] > 1 else area


def actors(prefix: Part, where: Setting) -> Actors | None:
    """Those named in the part of a clause before its verb; None when no one is."""
    lead = phrase_rule("before-subject").match(prefix.text)
    body = prefix.cut(lead.end() if lead else 0)
    return _agencies(body, where) or _places(body, where) or _bodies(body)


def opening(clause: Part, where: Setting) -> Actors | None:
    """The agency that a clause begins with, whatever its verb."""
    lead = phrase_rule("before-subject").match(clause.text)
    start = clause.start + (lead.end() if lead else 0)
    first = next((m for m in where.agencies if m.start == start), None)
    return Actors((Actor(first.name, EntityType.AGENCY),), False, first.end) if first else None


def _bodies(body: Part) -> Actors | None:
    """Universities, firms and the like in a list right before the verb."""
    adverb = phrase_rule("holder-adverbs").search(body.text)
    names = items(body.cut(0, adverb.start())) if adverb else items(body)
    if body.text.startswith(("与", "同", "和")) or any(phrase_rule("cut-body").match(name.text) for name in names):
        return None
    if not names or not all(4 <= len(name.text) <= 24 and phrase_rule("body").search(name.text) for name in names):
        return None
    who = tuple(dict.fromkeys(Actor(name.text, EntityType.ORGANIZATION) for name in names))
    return Actors(who, False, names[-1].end)


def _agencies(body: Part, where: Setting) -> Actors | None:
    named = [m for m in where.agencies if body.start <= m.start and m.end <= body.end]
    if (
        named
        and named[-1].end == body.end
        and phrase_rule("assisting").search(where.text[body.start : named[-1].start])
    ):
        return Actors((Actor(named[-1].name, EntityType.AGENCY),), False, body.end, assisted=True)
    named = [m for m in named if not phrase_rule("not-subject").search(where.text[body.start : m.start])]
    if not named:
        return None
    first, last = named[0], named[-1]
    between = [where.text[a.end : b.start] for a, b in pairwise(named)]
    run = 1 + next((n for n, gap in enumerate(between) if not phrase_rule("joiners").fullmatch(gap)), len(between))
    chosen, last = named[:run], named[run - 1]
    rest = where.text[last.end : body.end]
    if first.start > body.start and not phrase_rule("adverbs").fullmatch(rest):
        return None
    joint = len(chosen) > 1 and phrase_rule("jointly").search(where.text[first.start : body.end + 2]) is not None
    who = dict.fromkeys(Actor(mention.name, EntityType.AGENCY) for mention in chosen)
    beside = phrase_rule("together-with").fullmatch(where.text[body.start : first.start]) is not None
    return Actors(tuple(who), joint and len(who) > 1, last.end, beside=beside)


def _places(body: Part, where: Setting) -> Actors | None:
    whole = phrase_rule("whole-area").match(body.text)
    if whole and where.context.place and not body.text.startswith("全国"):
        return Actors((Actor(where.context.place, EntityType.PLACE),), False, body.start + whole.end())
    named = [m for m in where.places if body.start <= m.start and m.end <= body.end and m.place.code != COUNTRY]
    if not named or named[0].start != body.start:
        return None
    chosen = _run(named, where.text)
    rest = where.text[chosen[-1].end : body.end]
    grouped = phrase_rule("area-group").match(rest)
    if not phrase_rule("adverbs").fullmatch(rest[grouped.end() :] if grouped else rest):
        return None
    who = dict.fromkeys(Actor(mention.place.name, EntityType.PLACE) for mention in _innermost(chosen))
    joint = len(who) > 1 and phrase_rule("jointly").search(rest) is not None
    return Actors(tuple(who), joint, chosen[-1].end)


def _run(named: list[PlaceMention], text: str) -> list[PlaceMention]:
    chosen = named[:1]
    for mention in named[1:]:
        gap = text[chosen[-1].end : mention.start]
        if mention.start != chosen[-1].start and not (gap == "" or phrase_rule("joiners").fullmatch(gap)):
            break
        chosen.append(mention)
    return chosen


def _innermost(mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Without a place that only says where the next one lies (浙江嘉善)."""
    listed = list(mentions)
    places = Places.load()
    return [
        mention
        for at, mention in enumerate(listed)
        if not (
            at + 1 < len(listed)
            and listed[at + 1].start == mention.end
            and listed[at + 1].place != mention.place
            and places.covers(mention.place, listed[at + 1].place)
        )
    ]


def places_in(part: Part, where: Setting) -> list[Actor]:
    """The places named in the part, the innermost ones."""
    named = [m for m in where.places if part.start <= m.start and m.end <= part.end and m.place.code != COUNTRY]
    return list(dict.fromkeys(Actor(m.place.name, EntityType.PLACE) for m in _innermost(named)))
