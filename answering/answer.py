"""The answer to a question, as frozen values; `answering.records` turns it into the JSON of the HTTP contract."""

from __future__ import annotations

from dataclasses import dataclass, field

from answering.facts import Evidence, Source
from answering.understanding.query import Query
from model.document import Passage


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its IRI (None where the sentence names it but the graph does not) and its label."""

    label: str
    iri: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: what the question asks for, and the evidence that states it. Documents that say the
    same stand in one row."""

    evidence: tuple[Evidence, ...]
    entity: Named | None = None
    metric: Named | None = None
    value: float | None = None
    unit: str = ""
    stated: str = ""
    comparator: str = ""
    measure: str = ""
    place: Named | None = None
    period: str | None = None
    status: str | None = None
    rank: int | None = None
    count: int | None = None
    end: float | None = None  # the other end, where a range is stated


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage near the question."""

    passage: Passage
    source: Source
    score: float


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that was understood and can be taken back: `answer(question, without=[key])`."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`rows` is empty unless the question was answered. `sparql` runs as it stands and returns the rows' facts.

    `notes` say how relative years were read and where documents disagree; `nearest` are facts close to a
    question that was not answered; `suggestions` other ways to ask, each with its reason.
    """

    query: Query
    answered: bool
    text: str
    sparql: str
    rows: tuple[Row, ...] = ()
    hits: tuple[Hit, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[Row, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = field(default=())
    took_ms: float = 0.0
