"""Which of the things found answers the question, with the sentence as its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answering.answer import Named, Row
from answering.facts import Candidate, Link, Source
from answering.gathering import Pool, years_asked
from answering.library import Library
from answering.scoring import Judge
from answering.selection import mentions_query, relations_query
from answering.things.asked import Asked
from answering.things.doings import find_doings, find_honours
from answering.things.found import Found, Group, Thing, asked_type, asks_person
from answering.things.linked import end_of, linked
from answering.things.listed import lists
from answering.things.named import agencies, people, places, times
from answering.understanding.query import Kind, Query

_READ = 14  # passages looked into
MIN_SCORE = 0.62


@dataclass(frozen=True, slots=True)
class Things:
    rows: tuple[Row, ...]
    sparql: str


def find_things(library: Library, query: Query, pool: Pool, judge: Judge) -> Things | None:
    asked = Asked(library, query, judge, wanted_type(query))
    listing = query.kind is Kind.ENTITIES
    doings = (find_honours(library, query) or find_doings(library, query)) if listing else None
    if doings is not None and query.expected in (None, len(doings)):
        return _things(asked, [_done(asked, link) for link in doings])
    found = [each for candidate in _candidates(asked, pool) for each in _found(asked, candidate)]
    found += linked(asked, pool.candidates[:_READ])
    accepted = [each for each in found if each.score >= MIN_SCORE]
    if not accepted:
        return None
    best = max(accepted, key=lambda each: (round(each.score, 4), each.candidate.passage.id))
    return _things(asked, [(best.candidate, thing) for thing in best.things])


def wanted_type(query: Query) -> str | None:
    known = asked_type(query.asked, query.language)
    return "Person" if known is None and query.kind is Kind.WHO and asks_person(query.text, query.language) else known


def _things(asked: Asked, found: Sequence[tuple[Candidate, Thing]]) -> Things | None:
    """The rows, and the query that returns them: from relations where all stand in some, else from sentences."""
    rows = tuple(_row(asked.library, candidate, thing) for candidate, thing in found)
    if not rows:
        return None
    relations = [thing.relation for _, thing in found if thing.relation]
    if len(relations) == len(rows):
        return Things(rows, relations_query(asked.query.text, relations))
    named = [(thing.period or thing.label, row.evidence[0]) for (_, thing), row in zip(found, rows, strict=True)]
    return Things(rows, mentions_query(asked.query.text, named))


def _candidates(asked: Asked, pool: Pool) -> list[Candidate]:
    """The passages near the question, and the openings of the documents it may mean."""
    known = {candidate.passage.id: candidate for candidate in pool.candidates[:_READ]}
    if asked.query.kind is not Kind.ENTITIES:
        for source in _documents(asked):
            opening = asked.library.openings(source.id)
            together = "".join(passage.text for passage in opening)
            for passage in opening:
                known.setdefault(passage.id, Candidate(passage, source, 0.0, before=together))
    return list(known.values())


def _documents(asked: Asked) -> list[Source]:
    years = set(map(int, years_asked(asked.query)))
    codes = {place.code for place in asked.query.places}
    return [
        source
        for source in asked.library.sources.values()
        if source.place_code in codes and (source.year in years if years else source.year == asked.judge.newest)
    ]


def _found(asked: Asked, candidate: Candidate) -> Iterator[Found]:
    base = asked.passage_score(candidate)
    if base is None:
        return
    finders: dict[Kind, Callable[[Asked, Candidate], Iterator[Group]]] = {
        Kind.WHEN: times,
        Kind.WHERE: places,
        Kind.WHO: _who,
        Kind.ENTITIES: lists,
    }
    for group in finders[asked.query.kind](asked, candidate):
        kept = group.things if group.via == "list" else tuple(each for each in group.things if not asked.said(each))
        if kept:
            yield Found(candidate, kept, base + group.bonus + asked.near(candidate, kept), group.via)


def _who(asked: Asked, candidate: Candidate) -> Iterator[Group]:
    if asked.type in (None, "Agency"):
        yield from agencies(asked, candidate)
    if asked.type in (None, "Person"):
        yield from people(asked, candidate)
    elif asked.type not in ("Agency", "Place"):
        yield from lists(asked, candidate)


def _row(library: Library, candidate: Candidate, thing: Thing) -> Row:
    passage = candidate.passage
    spans = passage.offsets.source(thing.start, thing.end)
    start, end = (spans[0].start, spans[-1].end) if spans else (passage.start, passage.end)
    evidence = library.evidence(passage, passage.text[thing.start : thing.end], start, end)
    if thing.type == "Time":
        return Row((evidence,), period=thing.period)
    return Row((evidence,), entity=Named(thing.label, thing.iri, thing.type))


def _done(asked: Asked, link: Link) -> tuple[Candidate, Thing]:
    passage = asked.library.passage(link.evidence.passage)
    candidate = Candidate(passage, asked.library.sources[passage.document], 1.0)
    return candidate, end_of(asked, link, candidate, subject=False)
