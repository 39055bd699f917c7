"""Which of the things found answers the question, with the sentence as its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answering.answer import Named, Row
from answering.coverage import Layer, grams_of, precision
from answering.facts import Candidate, Link, Source
from answering.gathering import Pool, years_asked
from answering.library import Library
from answering.notes import passages_query
from answering.scoring import Judge
from answering.things.bodies import find_bodies
from answering.things.dates import find_dates
from answering.things.doings import find_doings
from answering.things.found import Found, Thing, asked_type, asks_person
from answering.things.lists import Listing, find_lists
from answering.things.people import find_people
from answering.things.sites import find_sites
from answering.understanding.query import Kind, Query
from answering.understanding.words import word_list
from extraction.agents import find_agencies
from lexicon.places import COUNTRY, Places
from model.statement import Status

_READ = 14  # passages looked into
_ALONE = 0.25  # one thing where several are asked for
_CLOSE = 0.07  # what the words around a list must say of the question
_BEFORE_TIME = 4
_LATER = -0.15  # 到2027年 says what is to come
_OTHERS = re.compile(r"除|还有|其他|其余|一起|联手|besides|other|apart from|along with|together with", re.IGNORECASE)
_HEAD = 14  # characters after a list in which its kind is named
_OPENING = 8  # passages: title, speaker, date, salutation
_WINDOW = 24  # characters around a thing that must speak of what is asked
MIN_COVERAGE = 0.48
OWN_COVERAGE = 0.4  # in a document of the place asked for
MIN_SCORE = 0.62


@dataclass(frozen=True, slots=True)
class Things:
    rows: tuple[Row, ...]
    sparql: str


def find_things(library: Library, query: Query, pool: Pool, judge: Judge) -> Things | None:
    finder = _Finder(library, query, judge, wanted_type(query))
    doings = find_doings(library, query) if query.kind is Kind.ENTITIES else None
    if doings is not None and query.expected in (None, len(doings)):
        if not doings:
            return None
        rows = tuple(finder.linked_row(link) for link in doings)
        return Things(rows, passages_query(query, [row.evidence[0] for row in rows]))
    found = [each for candidate in finder.candidates(pool) for each in finder.found(candidate)]
    found += finder.linked(pool.candidates[:_READ])
    accepted = [each for each in found if each.score >= MIN_SCORE]
    if not accepted:
        return None
    best = max(accepted, key=lambda each: (round(each.score, 4), each.candidate.passage.id))
    rows = tuple(finder.row(best, thing) for thing in best.things)
    return Things(rows, passages_query(query, [row.evidence[0] for row in rows]))


def wanted_type(query: Query) -> str | None:
    known = asked_type(query.asked, query.language)
    return "Person" if known is None and query.kind is Kind.WHO and asks_person(query.text, query.language) else known


@dataclass(frozen=True, slots=True)
class _Finder:
    library: Library
    query: Query
    judge: Judge
    type: str | None

    def candidates(self, pool: Pool) -> list[Candidate]:
        """The passages near the question, and the openings of the documents it may mean."""
        known = {candidate.passage.id: candidate for candidate in pool.candidates[:_READ]}
        if self.query.kind is not Kind.ENTITIES:
            for source in self._documents():
                opening = self.library.openings(source.id)
                together = "".join(passage.text for passage in opening)
                for passage in opening:
                    known.setdefault(passage.id, Candidate(passage, source, 0.0, before=together))
        return list(known.values())

    def found(self, candidate: Candidate) -> Iterator[Found]:
        base = self._passage_score(candidate)
        if base is None:
            return
        finders = {
            Kind.WHEN: self._dates,
            Kind.WHERE: self._places,
            Kind.WHO: self._who,
            Kind.ENTITIES: self._lists,
        }
        for things, bonus, via in finders[self.query.kind](candidate):
            kept = tuple(things) if via == "list" else tuple(thing for thing in things if not self._said(thing))
            if kept:
                yield Found(candidate, kept, base + bonus + self._near(candidate, kept), via)

    def row(self, found: Found, thing: Thing) -> Row:
        passage = found.candidate.passage
        spans = passage.offsets.source(thing.start, thing.end)
        start, end = (spans[0].start, spans[-1].end) if spans else (passage.start, passage.end)
        evidence = self.library.evidence(passage, passage.text[thing.start : thing.end], start, end)
        if thing.type == "Time":
            return Row((evidence,), period=thing.period)
        return Row((evidence,), entity=Named(thing.label, thing.iri, thing.type))

    def linked_row(self, link: Link) -> Row:
        passage = self.library.passage(link.evidence.passage)
        candidate = Candidate(passage, self.library.sources[passage.document], 1.0)
        thing = self._end(link, False, candidate)
        return Row((link.evidence,), entity=Named(thing.label, thing.iri, thing.type))

    def _documents(self) -> list[Source]:
        years = set(map(int, years_asked(self.query)))
        codes = {place.code for place in self.query.places}
        return [
            source
            for source in self.library.sources.values()
            if source.place_code in codes and (source.year in years if years else source.year == self.judge.newest)
        ]

    def _passage_score(self, candidate: Candidate) -> float | None:
        """None where the passage does not speak of what is asked."""
        covered = self.judge.passage(candidate)
        codes = {place.code for place in self.query.places}
        own = candidate.source.place_code in codes
        if covered < (OWN_COVERAGE if own else MIN_COVERAGE):
            return None
        source = candidate.source
        season = self._season(candidate)
        return covered + season + (0.08 if own else -0.08 if codes and source.place_code else 0.0)

    def _season(self, candidate: Candidate) -> float:
        """The year asked for is the one a document looks back at; for its opening lines, the one it was issued in."""
        years = set(map(int, years_asked(self.query)))
        source = candidate.source
        if not years:
            return 0.01 * max(-8, (source.year or 0) - self.judge.newest)
        if candidate.passage.index < _OPENING or self.query.status is Status.TARGET:
            return 0.15 if source.year in years else -0.2
        return 0.15 if source.subject_year in years else 0.06 if source.year in years else -0.1

    def _near(self, candidate: Candidate, things: Sequence[Thing]) -> float:
        """How far the words around the things speak of what is asked; a time stands in front of what happened."""
        text = candidate.passage.text
        before = _BEFORE_TIME if things[0].type == "Time" else _WINDOW
        start = max(0, min(thing.start for thing in things) - before)
        end = max(thing.end for thing in things) + _WINDOW
        if things[0].type == "Time":
            end = min([end, *(start for start in self._dates_in(candidate) if start > things[0].start)])
        window = text[start:end]
        return 0.35 * self.judge.matcher.coverage([Layer(grams_of(window), 1.0)])

    def _dates_in(self, candidate: Candidate) -> list[int]:
        return [thing.start for thing in find_dates(candidate.passage.text, candidate.source)]

    def _dates(self, candidate: Candidate) -> Iterator[tuple[list[Thing], float, str]]:
        for thing in find_dates(candidate.passage.text, candidate.source):
            asked = self.query.periods[-1] if self.query.periods else None
            if asked and thing.period and not thing.period.startswith(asked):
                continue
            finer = (
                _LATER
                if thing.until
                else 0.05
                if thing.period and len(thing.period) > 4 and "/" not in thing.period
                else 0.0
            )
            yield [thing], finer - (0.1 if thing.period and "/" in thing.period else 0.0), "date"

    def _places(self, candidate: Candidate) -> Iterator[tuple[list[Thing], float, str]]:
        named = {place.code for place in self.query.places}
        own = candidate.source.place_code
        level = self.query.scope
        for thing in find_sites(candidate.passage.text, candidate.source, self.library.base):
            if thing.label not in {place.name for place in self.query.places}:
                yield [thing], 0.1, "site"
        for mention in Places.load().find(candidate.passage.text, own):
            place = mention.place
            if place.code in named or place.code in (own, COUNTRY):
                continue
            if level and place.level != level and not (level == "prefecture" and place.code.endswith("0000")):
                continue
            iri = self.library.iri(f"place/{place.code}")
            yield [Thing(place.name, "Place", mention.start, mention.end, iri)], 0.0, "place"

    def _who(self, candidate: Candidate) -> Iterator[tuple[list[Thing], float, str]]:
        if self.type == "Agency" or self.type is None:
            yield from self._agencies(candidate)
        if self.type in (None, "Person"):
            for thing, titled in find_people(candidate.passage.text):
                yield [thing], 0.2 if titled else 0.1, "person"
        elif self.type not in ("Agency", "Place", "Person"):
            yield from self._lists(candidate)

    def _agencies(self, candidate: Candidate) -> Iterator[tuple[list[Thing], float, str]]:
        text = candidate.passage.text
        mentions = find_agencies(text, candidate.source.context)
        things = [
            Thing(m.name, "Agency", m.start, m.end) for m in mentions if m.name not in self._agencies_said(candidate)
        ]
        things = things or [thing for thing in find_bodies(text) if not self._said(thing) and self._may_act(thing)]
        if self.query.asked and self.query.expected and self.query.expected > 1:
            things = things[: self.query.expected]
            yield things, 0.2 if len(things) == self.query.expected else -0.2, "agencies"
        elif self.type == "Agency" and len(things) > 1 and self._plural():
            yield things, 0.05, "agencies"
        for thing in things:
            yield [thing], 0.1 if self.type == "Agency" else 0.0, "agency"

    def _may_act(self, thing: Thing) -> bool:
        """Where an agency is asked for, a company is none."""
        return self.type != "Agency" or thing.label.endswith(word_list("site_words.csv", "agency-body"))

    def _agencies_said(self, candidate: Candidate) -> set[str]:
        """Agencies the question itself names, by their full names."""
        place = self.query.places[0] if self.query.places else None
        context = candidate.source.context
        if place:
            context = replace(context, place=place.name, place_code=place.code)
        return {mention.name for mention in find_agencies(self.query.text, context)}

    def _plural(self) -> bool:
        asked = self.query.asked
        return asked.endswith("s") or "哪些" in self.query.text or "哪几" in self.query.text

    def _lists(self, candidate: Candidate) -> Iterator[tuple[list[Thing], float, str]]:
        passage = candidate.passage
        for listing in find_lists(
            passage.text, candidate.source.place_code, self.library.base, expected=self.query.expected
        ):
            listed = self._without_lead(listing.things)
            things = [thing for thing in listed if not (self._leaves_out() and self._said(thing))]
            near = self._near(candidate, things) if len(things) > 1 else 0.0
            bonus = self._list_bonus(listing, things, passage.text) if near >= _CLOSE else None
            if bonus is not None:
                yield things, bonus, "list"

    def _list_bonus(self, listing: Listing, things: Sequence[Thing], text: str) -> float | None:
        """None for a list of places where other things are asked for, and the other way round."""
        known = sum(thing.type == "Place" or Places.load().named(thing.label) is not None for thing in things)
        places = known == len(things)
        if known * 2 >= len(things) and things[0].type is None:
            return None  # read as a list of places, or not at all
        if self.type is not None and (self.type == "Place") != (places or self._called_so(things)):
            return None
        maybe = self.query.asked.startswith(word_list("site_words.csv", "places-maybe"))
        bonus = 0.0 if not places or self.type else 0.1 if maybe else -0.1
        if self.query.expected:
            bonus += 0.25 if self.query.expected == len(things) else -0.3
        if listing.stated:
            bonus += 0.15 if listing.stated == len(listing.things) else -0.1
        return bonus + (0.15 if self._heads(text[listing.end : listing.end + _HEAD]) else 0.0)

    def _leaves_out(self) -> bool:
        """Whether the question wants others than those it names (除了, 跟…一起, besides)."""
        return bool(_OTHERS.search(self.query.text))

    def _called_so(self, things: Sequence[Thing]) -> bool:
        """Whether all are called places by their last character (洪塘村, 南非德班市)."""
        return all(thing.label.endswith(word_list("site_words.csv", "place-end")) for thing in things)

    def _without_lead(self, things: Sequence[Thing]) -> tuple[Thing, ...]:
        """The first item without words of the question that stand before the list
        (制造业|智能、绿色、技术三大改造)."""
        first, rest = things[0], things[1:]
        longest = max((len(thing.label) for thing in rest), default=0)
        for size in range(len(first.label) - 2, 1, -1):
            if len(first.label) > longest and first.label[:size] in self.query.text:
                return replace(first, label=first.label[size:], start=first.start + size), *rest
        return tuple(things)

    def _heads(self, after: str) -> bool:
        """Whether the words after a list name what is asked for: …等5个城市."""
        return any(self.query.asked[:size] in after for size in (4, 3, 2) if len(self.query.asked) >= size)

    def _said(self, thing: Thing) -> bool:
        """A thing that the question itself names is not its answer."""
        return thing.label in self.query.text or any(place.name == thing.label for place in self.query.places)

    def linked(self, candidates: Iterable[Candidate]) -> list[Found]:
        """Subjects that share an object, and objects that share a subject, where the question says the shared one."""
        if self.query.kind is Kind.WHEN:
            return []
        by_id = {candidate.passage.id: candidate for candidate in candidates}
        groups: dict[tuple[str, str, bool, str], list[Link]] = {}
        for link in self.library.links_of([candidate.passage for candidate in by_id.values()]):
            groups.setdefault((link.predicate, link.object, True, link.evidence.passage), []).append(link)
            groups.setdefault((link.predicate, link.subject, False, link.evidence.passage), []).append(link)
        return [found for key, links in groups.items() if (found := self._group(by_id[key[3]], links, subjects=key[2]))]

    def _group(self, candidate: Candidate, links: Sequence[Link], *, subjects: bool) -> Found | None:
        fixed = links[0].object_label if subjects else links[0].subject_label
        known = precision(fixed, self.judge.words)
        base = self._passage_score(candidate)
        things = [
            thing
            for thing in {
                self._end(link, subjects, candidate).label: self._end(link, subjects, candidate) for link in links
            }.values()
            if not self._said(thing)
        ]
        if base is None or not things or not self._fits(things):
            return None
        named = any(place.name == fixed for place in self.query.places)
        if known < 0.5 and not named:
            return None
        bonus = 0.15 * known - (_ALONE if self._plural() and len(things) == 1 else 0.0)
        if self.query.expected:
            bonus += 0.25 if self.query.expected == len(things) else -0.3
        return Found(candidate, tuple(things), base + bonus + self._near(candidate, things), "link")

    def _fits(self, things: Sequence[Thing]) -> bool:
        if self.type:
            return all(thing.type == self.type for thing in things)
        fitting = {Kind.WHERE: {"Place"}, Kind.WHO: {"Agency", "Organization", "Place"}}.get(self.query.kind)
        return fitting is None or all(thing.type in fitting for thing in things)

    def _end(self, link: Link, subjects: bool, candidate: Candidate) -> Thing:
        label, iri = (link.subject_label, link.subject) if subjects else (link.object_label, link.object)
        text = candidate.passage.text
        at = max(0, text.find(link.evidence.quote))
        kind = {"place": "Place", "agency": "Agency"}.get(iri.partition("/")[0], iri.partition("/")[0].capitalize())
        return Thing(label, kind, at, min(len(text), at + len(link.evidence.quote)), self.library.iri(iri))
