"""What every finder of things needs to know of a question, and how far a passage speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering.coverage import Layer, grams_of
from answering.facts import Candidate
from answering.gathering import years_asked
from answering.library import Library
from answering.scoring import Judge
from answering.things.dates import find_dates
from answering.things.found import Thing
from answering.understanding.query import Query
from model.statement import Status

OPENING = 8  # passages: title, speaker, date, salutation
_BEFORE_TIME = 4
_WINDOW = 24  # characters around a thing that must speak of what is asked
_MIN_COVERAGE = 0.48
_OWN_COVERAGE = 0.4  # in a document of the place asked for
_NEAR = 0.35
_AS_MANY, _OTHER_NUMBER = 0.25, -0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """`type` is the kind of thing asked for, as in `found.Thing.type`, None where the question leaves it open."""

    library: Library
    query: Query
    judge: Judge
    type: str | None

    def said(self, thing: Thing) -> bool:
        """A thing that the question itself names is not its answer."""
        return thing.label in self.query.text or any(place.name == thing.label for place in self.query.places)

    def plural(self) -> bool:
        asked = self.query.asked
        return asked.endswith("s") or "哪些" in self.query.text or "哪几" in self.query.text

    def number_fit(self, things: int) -> float:
        """For as many things as the question says there are."""
        if not self.query.expected:
            return 0.0
        return _AS_MANY if self.query.expected == things else _OTHER_NUMBER

    def passage_score(self, candidate: Candidate) -> float | None:
        """None where the passage does not speak of what is asked."""
        covered = self.judge.passage(candidate)
        codes = {place.code for place in self.query.places}
        own = candidate.source.place_code in codes
        if covered < (_OWN_COVERAGE if own else _MIN_COVERAGE):
            return None
        other = codes and candidate.source.place_code
        return covered + self._season(candidate) + (0.08 if own else -0.08 if other else 0.0)

    def _season(self, candidate: Candidate) -> float:
        """The year asked for is the one a document looks back at; for its opening lines, the one it was issued in."""
        years = set(map(int, years_asked(self.query)))
        source = candidate.source
        if not years:
            return 0.01 * max(-8, (source.year or 0) - self.judge.newest)
        if candidate.passage.index < OPENING or self.query.status is Status.TARGET:
            return 0.15 if source.year in years else -0.2
        return 0.15 if source.subject_year in years else 0.06 if source.year in years else -0.1

    def near(self, candidate: Candidate, things: Sequence[Thing]) -> float:
        """How far the words around the things speak of what is asked; a time stands in front of what happened."""
        text = candidate.passage.text
        timed = things[0].type == "Time"
        start = max(0, min(thing.start for thing in things) - (_BEFORE_TIME if timed else _WINDOW))
        end = max(thing.end for thing in things) + _WINDOW
        if timed:
            end = min([end, *(at for at in _dates_in(candidate) if at > things[0].start)])
        return _NEAR * self.judge.matcher.coverage([Layer(grams_of(text[start:end]), 1.0)])


def _dates_in(candidate: Candidate) -> list[int]:
    return [thing.start for thing in find_dates(candidate.passage.text, candidate.source)]
