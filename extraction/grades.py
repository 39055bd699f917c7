"""Grades in assessments, and statuses that are counted by place (占有3席)."""

from __future__ import annotations

from extraction import honours
from extraction.actors import Actor, Actors, places_in
from extraction.notes import Notes
from extraction.phrases import Part, phrase_rule
from model.statement import EntityType, Predicate


def streaks(notes: Notes, clause: Part) -> None:
    for award, start, end in honours.streaks(clause):
        _honour(notes, award, (start, end))


def graded(notes: Notes, grade: str, prefix: Part, named: Actors | None, stop: int) -> None:
    planned = phrase_rule("planned").search(prefix.text) is not None
    for award, start in honours.graded(grade, prefix):
        _honour(notes, award, (start, stop), named.who if named else (), planned=planned)


def seats(notes: Notes, clause: Part) -> None:
    """占有3席（杭州、宁波、金华）: the places named hold the status spoken of."""
    match = phrase_rule("seats").search(clause.text)
    if match and notes.status:
        who = tuple(places_in(clause.cut(match.start("list"), match.end("list")), notes.where))
        target = Actor(notes.status.text, EntityType.DESIGNATION)
        if who:
            span = (min(clause.start, notes.status.start), clause.start + match.end())
            notes.keep(Predicate.DESIGNATED_AS, who, target, span, "seats", clause.start)


def _honour(
    notes: Notes, award: str, span: tuple[int, int], who: tuple[Actor, ...] = (), *, planned: bool = False
) -> None:
    """A grade in an assessment is the area's unless an agency is named as graded."""
    area = notes.area()
    holders = who or ((area,) if area else ())
    target = Actor(award, EntityType.AWARD)
    notes.keep(Predicate.RECEIVES, holders, target, span, "grade", span[0], planned=planned)
