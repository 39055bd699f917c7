"""A thing read after its verb is linked to whoever acts or holds it, where the clause tells of it as done."""

from __future__ import annotations

from dataclasses import replace

from extraction import honours
from extraction.actors import Actor, Actors
from extraction.locating import venue, venue_before
from extraction.notes import Notes
from extraction.phrases import Part, phrase_rule
from extraction.things import Thing
from extraction.triggers import Trigger, Verb
from model.statement import EntityType, Predicate

HONOURS = frozenset({EntityType.AWARD, EntityType.DESIGNATION})
_TITLED_ONLY = frozenset({"apply", "complete"})  # 贯彻《条例》 names something, 贯彻各项政策 does not
_TITLES = frozenset({"title", "numbered-policy"})
_HELD = frozenset({Predicate.DESIGNATED_AS, Predicate.RECEIVES, Predicate.CANDIDATE_FOR})


def link(notes: Notes, thing: Thing, verb: Verb, clause: Part, named: Actors | None) -> None:
    if thing.type is EntityType.DESIGNATION:
        notes.status = thing
        if phrase_rule("to-build").fullmatch(verb.text):
            if not named and _becoming(notes, thing, clause, verb):
                return
            thing = _to_be_built(thing)
    trigger = verb.trigger_for(thing.type)
    prefix = clause.cut(0, verb.start)
    rest = clause.cut(thing.end - clause.start)
    if trigger is None or not _told(thing, trigger, verb, rest, clause) or _unknown(thing, notes):
        return
    if thing.type is EntityType.EVENT:
        venue(notes, thing, rest, clause.start)
        venue_before(notes, thing, prefix)
    holders = honours.holder(prefix, trigger.predicate) if trigger.predicate in _HELD and not named else ()
    if holders is None:
        return
    if holders and holders[0].type is EntityType.INITIATIVE and thing.type is EntityType.DESIGNATION:
        _part(notes, holders[0], thing, clause, prefix)
        return
    notes.add(trigger, named.who if named else holders or notes.default(), thing, clause.start, thing.end)


def _told(thing: Thing, trigger: Trigger, verb: Verb, rest: Part, clause: Part) -> bool:
    """Whether the clause tells the act, and the thing is one that the trigger takes."""
    if phrase_rule("spoken-of").match(rest.text) or (trigger.id in _TITLED_ONLY and not titled(thing)):
        return False
    return thing.type not in HONOURS or honours.accepted(thing, trigger, verb.text, rest, clause)


def _unknown(thing: Thing, notes: Notes) -> bool:
    """《意见》 without a document that it is short for."""
    return thing.text not in notes.where.shorts and phrase_rule("bare-title").fullmatch(thing.text) is not None


def titled(thing: Thing) -> bool:
    """《条例》, 某建设实施意见 or “八条”, but not 各项政策."""
    own = thing.head == "document" and phrase_rule("own-document").search(thing.text) is not None
    return own or thing.head in _TITLES


def _part(notes: Notes, initiative: Actor, whole: Thing, clause: Part, prefix: Part) -> None:
    """An initiative that entered a list or programme is part of it, and someone's own."""
    target = Actor(whole.text, EntityType.INITIATIVE)
    notes.keep(Predicate.PART_OF, (initiative,), target, (clause.start, whole.end), "part", whole.start)
    span = (clause.start, prefix.end)
    notes.keep(Predicate.IMPLEMENTS, notes.default(), initiative, span, "part", clause.start)


def _becoming(notes: Notes, thing: Thing, clause: Part, verb: Verb) -> bool:
    """某超算中心获批建设国家…平台: a building that is there already is to have the status."""
    holders = honours.holder(clause.cut(0, verb.start), Predicate.CANDIDATE_FOR) or ()
    if not holders or any(holder.type is not EntityType.FACILITY for holder in holders):
        return False
    target = Actor(thing.text, EntityType.DESIGNATION)
    notes.keep(Predicate.CANDIDATE_FOR, holders, target, (clause.start, thing.end), "to-build", thing.start)
    return True


def _to_be_built(thing: Thing) -> Thing:
    """获批建设某中心: a status that is a building is one that is approved to be built."""
    return replace(thing, type=EntityType.FACILITY) if phrase_rule("building").search(thing.text) else thing
