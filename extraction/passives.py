"""Clauses whose object stands before its verb: X大会成功举办, A、B等项目开工建设."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extraction.actors import Actor, Setting, places_in
from extraction.objects import things, things_alone
from extraction.phrases import Part, items, phrase_rule
from extraction.things import Thing, Wanted
from extraction.triggers import Trigger, triggers
from model.statement import EntityType

_SHORTEST = 3
_ALONE = {
    "online": EntityType.PLATFORM,
    "held": EntityType.EVENT,
    "done": EntityType.INITIATIVE,
}  # what a mere quotation before the verb is
_OPEN_ENDED = frozenset({"held", "online"})


@dataclass(frozen=True, slots=True)
class Passive:
    """The things read in a clause, with the subjects it implies (none: whoever acts) and its bounds in the sentence."""

    trigger: Trigger
    things: tuple[Thing, ...]
    subjects: tuple[Actor, ...]
    start: int
    end: int


def passive(clause: Part, where: Setting) -> Passive | None:
    """The first reading in trigger order, None if the clause has no such form."""
    if not _any_trigger().search(clause.text, _SHORTEST):
        return None
    for trigger in triggers("object-verb"):
        for match in trigger.pattern.finditer(clause.text):
            rest = clause.text[match.end() :]
            if match.start() < _SHORTEST or not (trigger.id in _OPEN_ENDED or phrase_rule("after-passive").match(rest)):
                continue
            read = _read(clause, match.start(), match.end(), trigger, where)
            if read:
                return read
    return None


@cache
def _any_trigger() -> re.Pattern[str]:
    return re.compile("|".join(trigger.pattern.pattern for trigger in triggers("object-verb")))


def _read(clause: Part, verb: int, stop: int, trigger: Trigger, where: Setting) -> Passive | None:
    left = clause.cut(0, verb)
    lead = phrase_rule("before-subject").match(left.text)
    body = _brought_about(left.cut(lead.end() if lead else 0))
    if phrase_rule("busy-left").search(body.text) or any(agency.start == body.start for agency in where.agencies):
        return None
    wanted = Wanted(frozenset(trigger.types), at_end=True, listed=not phrase_rule("crowd").search(body.text))
    for phrase in dict.fromkeys((body, _without_building(body))):
        found = _named(phrase, wanted, where, trigger)
        if found and _reaches(found, phrase):
            implied = _implied(found, trigger, where, clause)
            return Passive(trigger, tuple(found), implied, body.start, clause.start + stop)
    return None


def _reaches(found: list[Thing], phrase: Part) -> bool:
    """Whether the last item of the list, which stands before the verb, was read."""
    last = items(phrase)[-1]
    return found[-1].end > last.start or "等" in last.text


def _brought_about(body: Part) -> Part:
    """杭衢高铁 of 确保杭衢高铁(建成投用)."""
    match = phrase_rule("hoped-for").match(body.text)
    return body.cut(match.end()) if match else body


def _named(body: Part, wanted: Wanted, where: Setting, trigger: Trigger) -> list[Thing]:
    found = [one for one in things(body, wanted, where) if not one.counted]
    if found or trigger.id not in _ALONE:
        return found
    return [replace(one, type=_ALONE[trigger.id]) for one in things_alone(body)]


def _without_building(body: Part) -> Part:
    """滇中引水工程 of 滇中引水工程建设."""
    match = phrase_rule("building-tail").search(body.text)
    return body.cut(0, match.start()) if match else body


def _implied(found: list[Thing], trigger: Trigger, where: Setting, clause: Part) -> tuple[Actor, ...]:
    """Places inside the name of what was approved (杭甬温…试点获批), or the place an event went to (落地浙江宁波)."""
    if trigger.id == "approved":
        inside = places_in(Part(where.text[found[0].start : found[0].end], found[0].start), where)
        return tuple(actor for actor in inside if actor.name != where.context.place)
    rest = clause.cut(found[-1].end - clause.start)
    settled = phrase_rule("settled").match(rest.text) if trigger.id == "held" else None
    return tuple(places_in(rest.cut(settled.start("place")), where)[-1:]) if settled else ()
