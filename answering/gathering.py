"""Where an answer may stand: passages near the question, and the facts they and the named metrics hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from answering.coverage import grams_of
from answering.facts import Candidate, Fact
from answering.library import Library
from answering.scoring import Judge
from answering.understanding.query import Kind, Query
from lexicon.places import COUNTRY

_SEARCHED = 50  # passages asked of the index
_READ = 14  # passages whose facts are read
_COVERAGE, _PLACE, _YEAR, _RETRIEVED = 1.0, 0.25, 0.15, 0.12
_WIDE = {Kind.SERIES, Kind.COMPARE, Kind.TARGET_VS_OUTCOME, Kind.RANK, Kind.FILTER}


@dataclass(frozen=True, slots=True)
class Pool:
    """`candidates` best first; `facts` of the best of them and of the metrics the question names; `judge` has
    seen them."""

    candidates: tuple[Candidate, ...]
    facts: tuple[Fact, ...]
    judge: Judge


def gather(library: Library, query: Query, judge: Judge, *, strict: bool = True) -> Pool:
    found = search(library, query, strict=strict)
    judge = judge.among([grams_of(candidate.passage.text) for candidate in found])
    candidates = rank_passages(found, query, judge)
    read = _READ * (3 if query.kind in _WIDE else 1)
    passages = [candidate.passage for candidate in candidates[:read]]
    facts = {fact.iri: fact for fact in library.facts_of(passages)}
    if query.metrics and query.kind not in (Kind.WHO, Kind.WHERE, Kind.DEFINITION):
        for fact in library.facts_about(query.metrics, [place.code for place in query.places], years_asked(query)):
            facts.setdefault(fact.iri, fact)
    return Pool(tuple(candidates), tuple(facts.values()), judge)


def merged(first: Pool, second: Pool) -> Pool:
    """Both pools, each candidate and fact once."""
    candidates = {candidate.passage.id: candidate for candidate in (*first.candidates, *second.candidates)}
    facts = {fact.iri: fact for fact in (*first.facts, *second.facts)}
    ordered = sorted(candidates.values(), key=lambda candidate: (-round(candidate.score, 4), candidate.passage.id))
    return Pool(tuple(ordered), tuple(facts.values()), second.judge)


def search(library: Library, query: Query, *, strict: bool = True) -> list[Candidate]:
    """Candidates from documents of the places asked for; if `strict`, of the years asked for as well, where
    there are any."""
    codes = [place.code for place in query.places if place.code != COUNTRY]
    years = {int(year) for year in years_asked(query)} if strict else set()
    documents = library.admitted(codes, years) if codes or years else None
    if years and not documents:
        documents = library.admitted(codes) if codes else None
    wordings = [(wording, weight) for wording, weight in zip(query.wordings, (1.0, 0.4), strict=False) if wording]
    return library.search(wordings, k=_SEARCHED, language=query.language, documents=documents)


def years_asked(query: Query) -> list[str]:
    years = [period.rpartition("/")[2][:4] for period in query.periods]
    if query.span:
        years += map(str, range(query.span[0], query.span[1] + 1))
    return list(dict.fromkeys(years))


def rank_passages(candidates: Iterable[Candidate], query: Query, judge: Judge) -> list[Candidate]:
    """Best first: by how far each says what is asked, whose document it stands in, and the retriever's own score."""
    years = {int(year) for year in years_asked(query)}
    scored = [replace(candidate, score=_score(candidate, query, years, judge)) for candidate in candidates]
    return sorted(scored, key=lambda candidate: (-round(candidate.score, 4), candidate.passage.id))


def _score(candidate: Candidate, query: Query, years: set[int], judge: Judge) -> float:
    source = candidate.source
    own = any(source.place_code == place.code for place in query.places)
    season = 1.0 if source.subject_year in years else 0.5 if source.year in years else 0.0
    fresh = 0.0 if years or not source.year else max(-10, source.year - judge.newest) / 100
    return (
        _COVERAGE * judge.passage(candidate)
        + _PLACE * own
        + _YEAR * season
        + fresh
        + _RETRIEVED * min(candidate.score, 3.0)
    )
