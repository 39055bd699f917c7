"""Single things that a sentence names: times, places, agencies, people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from answering.facts import Candidate
from answering.things.asked import Asked
from answering.things.bodies import find_bodies
from answering.things.dates import find_dates
from answering.things.found import Group, Thing
from answering.things.people import find_people
from answering.things.sites import find_sites
from answering.understanding.words import word_list
from extraction.agents import find_agencies
from lexicon.places import COUNTRY, Places

_LATER = -0.15  # 到2027年 says what is to come
_FINER, _RUN = 0.05, -0.1
_DAY, _MONTH = len("2023-11-08"), len("2023-11")
_TO_THE_DAY = ("on what date", "on which date", "what day", "which day", "exact date")
_TO_THE_MONTH = ("what month", "which month")


def times(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    """Times of the year asked for, as exact as the question wants them."""
    period = asked.query.periods[-1] if asked.query.periods else None
    for thing in find_dates(candidate.passage.text, candidate.source):
        when = thing.period or ""
        if (period and not when.startswith(period)) or len(when) < exactness(asked.query.text):
            continue
        run = "/" in when
        finer = _LATER if thing.until else _FINER if len(when) > len("2023") and not run else 0.0
        yield Group((thing,), finer + (_RUN if run else 0.0), "date")


def exactness(text: str) -> int:
    """How many characters a period has that is as exact as 几号 or 几月 asks for."""
    lowered = text.lower()
    if any(word in lowered for word in (*word_list("list_words.csv", "to-the-day"), *_TO_THE_DAY)):
        return _DAY
    return (
        _MONTH if any(word in lowered for word in (*word_list("list_words.csv", "to-the-month"), *_TO_THE_MONTH)) else 0
    )


def places(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    """Where something settled or was held, and every other place of the level asked for."""
    text, source = candidate.passage.text, candidate.source
    names = {place.name for place in asked.query.places}
    codes = {place.code for place in asked.query.places} | {source.place_code, COUNTRY}
    for thing in find_sites(text, source, asked.library.base):
        if thing.label not in names:
            yield Group((thing,), 0.1, "site")
    level = asked.query.scope
    for mention in Places.load().find(text, source.place_code):
        place = mention.place
        city = level == "prefecture" and place.code.endswith("0000")  # 直辖市 are cities too
        if place.code not in codes and (not level or place.level == level or city):
            iri = asked.library.iri(f"place/{place.code}")
            yield Group((Thing(place.name, "Place", mention.start, mention.end, iri),), 0.0, "place")


def agencies(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    """The agencies of a sentence together, where several are asked for, and each alone."""
    found = _agencies(asked, candidate)
    expected = asked.query.expected or 0
    if asked.query.asked and expected > 1:
        first = found[:expected]
        yield Group(first, 0.2 if len(first) == expected else -0.2, "agencies")
    elif asked.type == "Agency" and len(found) > 1 and asked.plural():
        yield Group(found, 0.05, "agencies")
    for thing in found:
        yield Group((thing,), 0.1 if asked.type == "Agency" else 0.0, "agency")


def _agencies(asked: Asked, candidate: Candidate) -> tuple[Thing, ...]:
    """Agencies by their full names, and other bodies where they are fewer than asked for; each once, in order."""
    text = candidate.passage.text
    said = _agencies_said(asked, candidate)
    mentions = find_agencies(text, candidate.source.context)
    known = [Thing(each.name, "Agency", each.start, each.end) for each in mentions if each.name not in said]
    if len(known) < ((asked.query.asked and asked.query.expected) or 1):
        bodies = (thing for thing in find_bodies(text) if not asked.said(thing) and _may_act(asked, thing))
        known += [body for body in bodies if not any(_overlap(body, other) for other in known)]
    ordered = sorted(known, key=lambda thing: thing.start)
    return tuple({thing.label: thing for thing in reversed(ordered)}.values())[::-1]


def _overlap(one: Thing, other: Thing) -> bool:
    return one.start < other.end and other.start < one.end


def _may_act(asked: Asked, thing: Thing) -> bool:
    """Where an agency is asked for, a company is none."""
    return asked.type != "Agency" or thing.label.endswith(word_list("site_words.csv", "agency-body"))


def _agencies_said(asked: Asked, candidate: Candidate) -> set[str]:
    """Agencies the question itself names, by their full names."""
    context = candidate.source.context
    if asked.query.places:
        place = asked.query.places[0]
        context = replace(context, place=place.name, place_code=place.code)
    return {mention.name for mention in find_agencies(asked.query.text, context)}


def people(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    for thing, titled in find_people(candidate.passage.text):
        yield Group((thing,), 0.2 if titled else 0.1, "person")
