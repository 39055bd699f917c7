"""Where things are: an initiative in an area, an event at its venue, a firm that settles in a place."""

from __future__ import annotations

from extraction import honours
from extraction.actors import places_in
from extraction.notes import Notes
from extraction.phrases import Part, items, phrase_rule, trimmed
from extraction.things import Thing
from model.statement import EntityType, Predicate

_SHORTEST = 3


def area_wide(notes: Notes, found: list[Thing], prefix: Part) -> None:
    """在浙江全省范围内开展X: the initiative lies in the area."""
    match = phrase_rule("area-wide").search(prefix.text)
    inside = places_in(prefix.cut(match.start("area"), match.end("area")), notes.where) if match else []
    for thing in found if inside else ():
        if thing.type is EntityType.INITIATIVE:
            notes.locate(thing, prefix.start, thing.end, inside[-1])


def venue(notes: Notes, event: Thing, rest: Part, start: int) -> None:
    """X在海宁市启动: the event lies in the place."""
    match = phrase_rule("venue").match(rest.text)
    inside = places_in(rest.cut(match.start("place"), match.end("place")), notes.where) if match else []
    if match and inside:
        notes.locate(event, start, rest.start + match.end(), inside[-1])


def venue_before(notes: Notes, event: Thing, prefix: Part) -> None:
    """在重庆共同举办X: the event lies in the place."""
    match = phrase_rule("venue-before").search(prefix.text)
    inside = places_in(prefix.cut(match.start("place"), match.end("place")), notes.where) if match else []
    if match and inside:
        notes.locate(event, prefix.start + match.start(), event.end, inside[-1])


def settling(notes: Notes, clause: Part) -> None:
    """X落户宜春: the firm or building lies in the place."""
    match = phrase_rule("settles").match(clause.text)
    where = places_in(clause.cut(match.start("place")), notes.where) if match else []
    for item in items(clause.cut(0, match.end("name")), only_marks=True) if match and where else ():
        named = trimmed(item)
        if len(named.text) >= _SHORTEST and not phrase_rule("no-settler").fullmatch(item.text):
            who = (honours.body(named),)
            notes.keep(Predicate.LOCATED_IN, who, where[-1], (clause.start, clause.end), "settled", named.start)
