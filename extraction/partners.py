"""Who acts with whom: agencies named together before a verb, and the firms and bodies they sign with."""

from __future__ import annotations

from itertools import combinations

from extraction.actors import Actor, Actors, Setting, places_in
from extraction.notes import Notes
from extraction.phrases import Part, phrase_rule
from extraction.triggers import Verb
from model.statement import EntityType, Predicate

_FEW = 4


def with_default(notes: Notes, named: Actors) -> Actors:
    """与某商会共同举办: whoever acts, and those named, together."""
    if not named.beside:
        return named
    who = tuple(dict.fromkeys([*notes.default(), *named.who]))
    return Actors(who, len(who) > 1, named.end)


def act(notes: Notes, named: Actors, prefix: Part, verb: Verb) -> None:
    """Those named act from here on, together where the clause says so."""
    if named.assisted:
        pairs = [(helper, one) for helper in notes.default() for one in named.who]
    else:
        if all(actor.type is not EntityType.ORGANIZATION for actor in named.who):
            notes.acting = named.who
        pairs = _pairs(named.who) if named.joint else []
    for one, other in pairs:
        notes.keep(Predicate.COOPERATES_WITH, (one,), other, (prefix.start, prefix.end), "joint", prefix.start)
    if phrase_rule("contract-verb").fullmatch(verb.text):
        _partner(notes, named, prefix)


def allied(notes: Notes, clause: Part) -> None:
    """加强与某集团合作: whoever acts works with the agency, place or firm named."""
    match = phrase_rule("alliance").search(clause.text)
    if match is None:
        return
    named = clause.cut(match.start("name"), match.end("name"))
    agencies = [Actor(m.name, EntityType.AGENCY) for m in notes.where.agencies if named.start <= m.start < named.end]
    firm = phrase_rule("body").search(named.text) is not None
    who = agencies or ([Actor(named.text, EntityType.ORGANIZATION)] if firm else places_in(named, notes.where))
    span = (clause.start + match.start(), clause.start + match.end())
    for partner in who:
        notes.keep(Predicate.COOPERATES_WITH, notes.default(), partner, span, "alliance", named.start)


def right_before(prefix: Part, where: Setting) -> Actors | None:
    """市场监管总局认定的X: the agency whose name ends at the verb, wherever it stands."""
    last = [m for m in where.agencies if prefix.start <= m.start and prefix.end - 2 <= m.end <= prefix.end]
    return Actors((Actor(last[-1].name, EntityType.AGENCY),), False, last[-1].end) if last else None


def _partner(notes: Notes, named: Actors, prefix: Part) -> None:
    """某局与某公司签署协议: the two work together."""
    match = phrase_rule("partner").match(prefix.text[named.end - prefix.start :])
    if match and (phrase_rule("body").search(match["name"]) or phrase_rule("office").search(match["name"])):
        partner = Actor(match["name"], EntityType.ORGANIZATION)
        span = (prefix.start, prefix.end)
        notes.keep(Predicate.COOPERATES_WITH, named.who, partner, span, "partner", prefix.start)


def _pairs(who: tuple[Actor, ...]) -> list[tuple[Actor, Actor]]:
    """Each with each, or for a long list the first with each."""
    return list(combinations(who, 2)) if len(who) <= _FEW else [(who[0], other) for other in who[1:]]
