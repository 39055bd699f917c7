"""Facts as the answerer compares them: an observation or a relation of the graph with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.context import DocumentContext, Genre
from lexicon.places import Place, Places
from model.document import Passage

_NO_CONTEXT = DocumentContext(Genre.OTHER)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as an answer cites it. `place` is the official name of the area it speaks for, `year` what it
    calls 今年, `subject_year` the year it looks back at; `url` where it was published, else its source path."""

    id: str
    iri: str
    title: str
    issued: str | None
    url: str
    publisher: str | None = None
    place: str | None = None
    place_code: str | None = None
    year: int | None = None
    subject_year: int | None = None
    genre: str = "other"
    context: DocumentContext = _NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` stands at `start:end` of the document's text, within the passage `sentence`."""

    passage: str
    quote: str
    sentence: str
    start: int
    end: int
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation. `metric` and `place` are ids below the instance base ("metric/gdp", "place/330000"); `status` is
    "achieved" or "target"; `value` is None for a rank alone."""

    iri: str
    metric: str
    name: str
    measure: str
    value: float | None
    unit: str
    stated: str
    comparator: str
    status: str
    evidence: Evidence
    place: str | None = None
    place_name: str | None = None
    agency: str | None = None
    period: str | None = None
    rank: int | None = None
    rank_scope: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation; `subject` and `object` are ids, with their labels."""

    iri: str
    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    status: str
    evidence: Evidence
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may hold the answer, with its document. `score` is the retriever's, standardised; `before`
    the text of the sentence before it in the same paragraph, or ""."""

    passage: Passage
    source: Source
    score: float
    before: str = ""


def place_of(fact: Fact) -> Place | None:
    return Places.load().by_code(fact.place.removeprefix("place/")) if fact.place else None
