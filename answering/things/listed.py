"""Which lists in a sentence may answer a question for several things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answering.facts import Candidate
from answering.things.asked import Asked
from answering.things.found import Group, Thing
from answering.things.lists import Listing, find_lists
from answering.understanding.words import word_list
from lexicon.places import Places

_CLOSE = 0.07  # what the words around a list must say of the question
_HEAD = 14  # characters after a list in which its kind is named
_HEADED, _NAMED_SO, _UNNAMED = 0.15, 0.3, -0.3
_CALLED = ("Initiative",)  # kinds of things whose names say what they are: …工程, …行动
_OTHERS = re.compile(r"除|还有|其他|其余|一起|联手|besides|other|apart from|along with|together with", re.IGNORECASE)


def lists(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    passage, query = candidate.passage, asked.query
    within, base = candidate.source.place_code, asked.library.base
    for listing in find_lists(passage.text, within, base, expected=query.expected):
        things = tuple(
            each for each in _without_lead(asked, listing.things) if not (_leaves_out(asked) and asked.said(each))
        )
        near = asked.near(candidate, things) if len(things) > 1 else 0.0
        bonus = _bonus(asked, listing, things, passage.text) if near >= _CLOSE else None
        if bonus is not None:
            yield Group(things, bonus, "list")


def _bonus(asked: Asked, listing: Listing, things: Sequence[Thing], text: str) -> float | None:
    """None for a list of places where other things are asked for, and the other way round."""
    known = sum(thing.type == "Place" or Places.load().named(thing.label) is not None for thing in things)
    places = known == len(things)
    if known * 2 >= len(things) and things[0].type is None:
        return None  # read as a list of places, or not at all
    if asked.type is not None and (asked.type == "Place") != (places or _called_so(things)):
        return None
    if places and asked.query.scope == "county" and not any(map(_is_county, things)):
        return None
    maybe = asked.query.asked.startswith(word_list("site_words.csv", "places-maybe"))
    bonus = 0.0 if not places or asked.type else 0.1 if maybe else -0.1
    if listing.stated:
        bonus += 0.15 if listing.stated == len(listing.things) else -0.1
    return bonus + asked.number_fit(len(things)) + _kind_fit(asked, things, text[listing.end : listing.end + _HEAD])


def _kind_fit(asked: Asked, things: Sequence[Thing], after: str) -> float:
    """For things that are called what is asked for (一号发展工程, 一号改革工程), or a list that the noun follows
    (…等5个城市)."""
    noun = asked.query.asked
    if len(noun) >= 2 and all(thing.label.rstrip("”》").endswith(noun[-2:]) for thing in things):
        return _NAMED_SO
    if any(noun[:size] in after for size in (4, 3, 2) if len(noun) >= size):
        return _HEADED
    return _UNNAMED if asked.type in _CALLED else 0.0


def _is_county(thing: Thing) -> bool:
    place = Places.load().by_code((thing.iri or "").rpartition("/")[2])
    return place is None or place.level == "county"


def _leaves_out(asked: Asked) -> bool:
    """Whether the question wants others than those it names (除了, 跟…一起, besides)."""
    return bool(_OTHERS.search(asked.query.text))


def _called_so(things: Sequence[Thing]) -> bool:
    """Whether all are called places by their last character (洪塘村, 南非德班市)."""
    return all(thing.label.endswith(word_list("site_words.csv", "place-end")) for thing in things)


def _without_lead(asked: Asked, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """The first item without words of the question that stand before the list (制造业|智能、绿色、技术三大改造)."""
    first, rest = things[0], things[1:]
    longest = max((len(thing.label) for thing in rest), default=0)
    for size in range(len(first.label) - 2, 1, -1):
        if len(first.label) > longest and first.label[:size] in asked.query.text:
            return replace(first, label=first.label[size:], start=first.start + size), *rest
    return tuple(things)
