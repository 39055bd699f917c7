"""How well a fact answers a question for one slot (place, period, status). Weights were set on our own
questions in bench/qa."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from answering.counting import count_fit
from answering.coverage import Grams, Layer, Matcher, grams_of, precision, vocabulary
from answering.facts import Candidate, Fact, Source
from answering.fits import days_of, is_core, period_fit, place_fit
from answering.kinds import is_other_kind, is_part_of_span
from answering.understanding.query import Kind, Query
from answering.understanding.units import alike, counts_things, is_money
from answering.understanding.words import load, word_list, word_pattern
from lexicon.metrics import Metrics
from lexicon.places import Place
from model.statement import Measure, Status

_NAME, _QUOTE, _SENTENCE, _BEFORE, _HEADING = 1.0, 0.95, 0.7, 0.4, 0.4
_LINKED = 0.25  # the fact's metric is named in the question
_SAME = 0.9  # shares from which a name is the one asked for
_QUOTED = 0.1
_UNLINKED = -0.35  # another metric is
_OF_A_ZONE = -0.06
_NO_MONEY = -0.8
_COMING = -0.05  # a target for a year that is not over, where none is asked for
_PLANNED = -0.45  # the same of a past year: no answer, but for what is only ever planned


@dataclass(frozen=True, slots=True)
class Slot:
    """One answer that a question wants; None leaves the field open."""

    place: Place | None = None
    period: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """`coverage` is the share of the question that the fact and its sentence say, `own` what the fact says alone,
    `named` the share of its name that the question says; `score` adds what speaks for and against."""

    fact: Fact
    coverage: float
    own: float
    named: float
    score: float


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores facts for one question; `said` remembers what was found of each, whatever the slot."""

    query: Query
    words: Grams
    newest: int
    matcher: Matcher
    metric_names: tuple[str, ...] = ()
    said: dict[str, tuple[float, float, float]] = field(default_factory=dict, compare=False)

    @staticmethod
    def of(query: Query, newest: int) -> Judge:
        by_id = Metrics.load().by_id
        names = [name for metric in query.metrics for name in by_id[metric.removeprefix("metric/")].zh_names]
        return Judge(query, vocabulary(query, names), newest, Matcher(query.terms), tuple(names))

    def among(self, texts: Sequence[Grams]) -> Judge:
        """The same judge, for whom pairs of characters that none of these texts holds count less: they often
        join two words."""
        known: Grams = frozenset().union(*texts)
        terms = [
            term
            if len(term.alternatives) > 1 or term.alternatives[0] & known
            else replace(term, weight=term.weight / 2)
            for term in self.query.terms
        ]
        return replace(self, matcher=Matcher(terms), said={})

    def passage(self, candidate: Candidate) -> float:
        """How far a passage, with what stands around it, says what the question asks."""
        passage = candidate.passage
        layers = [
            Layer(grams_of(passage.text), 1.0),
            Layer(grams_of(candidate.before), 0.5),
            Layer(grams_of(" ".join((*passage.headings, candidate.source.title))), 0.5),
        ]
        return self.matcher.coverage(layers)

    def best(self, facts: Sequence[Fact], slot: Slot) -> list[Scored]:
        """The facts that may stand in the slot, best first, ties by evidence."""
        scored = [found for fact in facts if (found := self.score(fact, slot))]
        return sorted(scored, key=lambda found: (-round(found.score, 4), found.fact.evidence.passage, found.fact.iri))

    def score(self, fact: Fact, slot: Slot) -> Scored | None:
        """None when the fact is about another place or time, of another kind, has another status, or no rank where one
        is asked for."""
        if self.query.ranked and fact.rank is None:
            return None
        if is_other_kind(fact, self.query) or is_part_of_span(fact, slot.period):
            return None
        where, when, how = self.slot_fits(fact, slot)
        if where is None or when is None or how is None:
            return None
        fits = (where, when, how, self.unit_fit(fact), self.measure_fit(fact), self.average_fit(fact))
        if fact.iri not in self.said:
            self.said[fact.iri] = (*self.coverage(fact), self.precision(fact))
        own, covered, named = self.said[fact.iri]
        said = 0.4 * own + 0.6 * covered + 0.35 * named + self.link_fit(fact, own, named) + self.length_fit(fact)
        exact = 0.02 if fact.comparator == "=" else 0.0
        whole = count_fit(fact, self.query) + self.zone_fit(fact) + kind_fit(fact)
        return Scored(fact, covered, own, named, said + exact + whole + sum(fits))

    def slot_fits(self, fact: Fact, slot: Slot) -> tuple[float | None, float | None, float | None]:
        """How place, period and status fit; None where one does not, and then the rest is not looked at."""
        where = place_fit(fact, slot.place)
        when = period_fit(fact, slot.period, self.newest) if where is not None else None
        return where, when, self.status_fit(fact, slot) if when is not None else None

    def coverage(self, fact: Fact) -> tuple[float, float]:
        """Of the question's terms, the share that the fact itself says, and the share that it says with its
        sentence."""
        evidence = fact.evidence
        names = names_of(fact)
        if fact.metric in self.query.metrics:
            names = (*names, *self.metric_names)
        close = [Layer(grams_of(" ".join(names)), _NAME), Layer(grams_of(evidence.quote), _QUOTE)]
        around = [Layer(grams_of(evidence.sentence), _SENTENCE), Layer(grams_of(evidence.source.title), _HEADING)]
        return self.matcher.coverage(close), self.matcher.coverage(close + around)

    def precision(self, fact: Fact) -> float:
        """The share of its name; a little also where its quote names the metric asked for, whatever it is called."""
        quoted = any(name in fact.evidence.quote for name in self.metric_names)
        return max([_QUOTED * quoted, *(precision(name, self.words) for name in names_of(fact))])

    def length_fit(self, fact: Fact) -> float:
        """五年来 wants a figure over five years."""
        if self.query.years is None:
            return 0.0
        days = days_of(fact.period) if fact.period else None
        return 0.15 if days and days[1].year - days[0].year + 1 == self.query.years else -0.15

    def link_fit(self, fact: Fact, own: float, named: float) -> float:
        """For the metric named, as far as the fact says the rest of the question; for the very name as well."""
        exact = _LINKED if own > _SAME and precision(fact.name, self.words) > _SAME else 0.0
        if not self.query.metrics:
            return exact
        if fact.metric in self.query.metrics:
            return max(exact, _LINKED * own)
        if exact:
            return exact
        return _UNLINKED if is_core(fact) and not self._kin(fact) else 0.0

    def _kin(self, fact: Fact) -> bool:
        """Whether the two metrics differ by the circle they count only (工业增加值, 规上工业增加值)."""
        by_id = Metrics.load().by_id
        asked = {_bare(by_id[metric.removeprefix("metric/")].zh) for metric in self.query.metrics}
        return any(_bare(name) in asked for name in names_of(fact)[1:2])

    def status_fit(self, fact: Fact, slot: Slot) -> float | None:
        if slot.status:
            return 0.0 if fact.status == slot.status.value else None
        if fact.status == Status.ACHIEVED.value:
            return 0.0
        coming = slot.period is not None and int(slot.period[:4]) >= self.newest
        return _COMING if coming else _PLANNED if is_budgeted(fact) else None

    def unit_fit(self, fact: Fact) -> float:
        if self.query.units:
            if fact.unit in self.query.units:
                return 0.1
            return -0.05 if any(alike(unit, fact.unit) for unit in self.query.units) else -0.6
        if self.query.kind is Kind.COUNT:
            return 0.05 if counts_things(fact.unit) else -0.25
        return 0.0

    def average_fit(self, fact: Fact) -> float:
        """A yearly average or a running total over a plan is not the figure of a year."""
        summed = not self.query.total and bool(word_pattern("list_words.csv", "sum").search(fact.evidence.quote))
        return (-0.35 if is_average(fact) != self.query.averaged else 0.0) - (0.12 if summed else 0.0)

    def zone_fit(self, fact: Fact) -> float:
        """A core figure in a sentence that begins with a zone (临港新片区…) may be the zone's, whatever its place."""
        before = fact.evidence.sentence.partition(fact.evidence.quote)[0]
        zone = word_pattern("list_words.csv", "zone")
        return _OF_A_ZONE if is_core(fact) and zone.search(before) and not zone.search(self.query.text) else 0.0

    def measure_fit(self, fact: Fact) -> float:
        wanted = self.query.measure
        if fact.value is None and wanted is not Measure.RANK:
            return -0.6
        if wanted is None:
            return {"level": 0.03, "share": 0.0}.get(fact.measure, -0.08)
        if fact.measure == wanted.value:
            return 0.12
        if wanted is Measure.RANK:
            return 0.12 if fact.rank is not None else -0.5
        if wanted is Measure.GROWTH:
            return -0.15 if fact.measure == "change" else -0.5
        if wanted is Measure.SHARE:
            return 0.0 if fact.unit == "%" and fact.measure not in ("growth", "change") else -0.8
        return -0.2


def _bare(name: str) -> str:
    circle = next((word for word in word_list("list_words.csv", "scope") if name.startswith(word)), "")
    return name.removeprefix(circle)


@cache
def _averages() -> re.Pattern[str]:
    words = [cue.surface for cue in load().cues["zh"] if "averaged" in cue.roles]
    return re.compile("|".join(map(re.escape, words)))


def is_average(fact: Fact) -> bool:
    """Whether the sentence says 年均 of this figure."""
    return bool(_averages().search(fact.evidence.quote) or _averages().search(fact.name))


def is_budgeted(fact: Fact) -> bool:
    """Whether reports state such a figure as planned only (赤字率, 专项债券)."""
    return any(word in fact.name for word in word_list("list_words.csv", "budgeted"))


def kind_fit(fact: Fact) -> float:
    """An amount of a money metric is money: 0.8个 for GDP was read from 高于全省0.8个百分点."""
    metric = Metrics.load().by_id.get(fact.metric.removeprefix("metric/"))
    money = metric is not None and metric.kind == "money" and fact.measure == "level" and fact.value is not None
    return _NO_MONEY if money and fact.unit and not is_money(fact.unit) else 0.0


def names_of(fact: Fact) -> tuple[str, ...]:
    """The fact's metric as its sentence names it, and as the lexicon does."""
    metric = Metrics.load().by_id.get(fact.metric.removeprefix("metric/"))
    return (fact.name, *metric.zh_names) if metric else (fact.name,)


def source_rank(source: Source, place: Place | None) -> int:
    """0 for the document that the place itself issued."""
    return 0 if place is None or source.place_code == place.code else 1
