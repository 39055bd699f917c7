"""Things that relations of the graph link with one that the question names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answering.coverage import precision
from answering.facts import Candidate, Link
from answering.things.asked import Asked
from answering.things.found import Found, Thing
from answering.understanding.query import Kind

_ALONE = 0.25  # one thing where several are asked for
_KNOWN = 0.5  # share of the shared thing's name that the question must say
_FITTING = {Kind.WHERE: {"Place"}, Kind.WHO: {"Agency", "Organization", "Place"}}


def linked(asked: Asked, candidates: Iterable[Candidate]) -> list[Found]:
    """Subjects that share an object, and objects that share a subject, where the question says the shared one."""
    if asked.query.kind is Kind.WHEN:
        return []
    by_id = {candidate.passage.id: candidate for candidate in candidates}
    groups: dict[tuple[str, str, bool, str], list[Link]] = {}
    for link in asked.library.links_of([candidate.passage for candidate in by_id.values()]):
        groups.setdefault((link.predicate, link.object, True, link.evidence.passage), []).append(link)
        groups.setdefault((link.predicate, link.subject, False, link.evidence.passage), []).append(link)
    found = (_group(asked, by_id[key[3]], links, subjects=key[2]) for key, links in groups.items())
    return [each for each in found if each is not None]


def end_of(asked: Asked, link: Link, candidate: Candidate, *, subject: bool) -> Thing:
    """One end of a relation as a thing that its quote names."""
    label, iri = (link.subject_label, link.subject) if subject else (link.object_label, link.object)
    text = candidate.passage.text
    at = text.find(link.evidence.quote)
    kind = {"place": "Place", "agency": "Agency"}.get(iri.partition("/")[0], iri.partition("/")[0].capitalize())
    at, end = (at, at + len(link.evidence.quote)) if at >= 0 else (0, len(text))
    relation = (link.iri, "subject" if subject else "object")
    return Thing(label, kind, at, end, asked.library.iri(iri), relation=relation)


def _group(asked: Asked, candidate: Candidate, links: Sequence[Link], *, subjects: bool) -> Found | None:
    fixed = links[0].object_label if subjects else links[0].subject_label
    known = precision(fixed, asked.judge.words)
    base = asked.passage_score(candidate)
    ends = {thing.label: thing for link in links for thing in [end_of(asked, link, candidate, subject=subjects)]}
    things = tuple(thing for thing in ends.values() if not asked.said(thing))
    if base is None or not things or not _fits(asked, things):
        return None
    if known < _KNOWN and not any(place.name == fixed for place in asked.query.places):
        return None
    alone = _ALONE if asked.plural() and len(things) == 1 else 0.0
    bonus = 0.15 * known - alone + asked.number_fit(len(things))
    return Found(candidate, things, base + bonus + asked.near(candidate, things), "link")


def _fits(asked: Asked, things: Sequence[Thing]) -> bool:
    if asked.type:
        return all(thing.type == asked.type for thing in things)
    fitting = _FITTING.get(asked.query.kind)
    return fitting is None or all(thing.type in fitting for thing in things)
