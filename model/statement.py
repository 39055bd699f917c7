"""Statements: what a document says, each with its evidence. Field names are those of `statements.jsonl`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    MULTIPLE = "multiple"


class Status(StrEnum):
    ACHIEVED = "achieved"
    TARGET = "target"


class Comparator(StrEnum):
    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


class EntityType(StrEnum):
    AGENCY = "Agency"
    PLACE = "Place"
    INITIATIVE = "Initiative"
    POLICY = "Policy"
    PLATFORM = "Platform"
    EVENT = "Event"
    AWARD = "Award"
    DESIGNATION = "Designation"
    FACILITY = "Facility"
    ORGANIZATION = "Organization"
    PROJECT = "Project"


class Predicate(StrEnum):
    IMPLEMENTS = "implements"
    ISSUES = "issues"
    OPERATES = "operates"
    HOSTS = "hosts"
    DESIGNATED_AS = "designatedAs"
    CANDIDATE_FOR = "candidateFor"
    RECEIVES = "receives"
    GRANTS = "grants"
    ESTABLISHES = "establishes"
    COOPERATES_WITH = "cooperatesWith"
    PART_OF = "partOf"
    LOCATED_IN = "locatedIn"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: `document` is the document's source as given, `passage` the passage's id.

    `quote == Document.text[start:end]`, always (`extraction.verify` checks it). `sentence` is the passage's text; a
    quote never spans a break in the print layout: it is then the piece that holds the stated value or the object.
    """

    document: str
    title: str
    passage: str
    sentence: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A stated quantity, rank or zero. `value` is in the base unit (万/亿 multiplied out), None for a rank alone.

    `metric` is the name as the sentence gives it, `metric_id` the concept it stands for in every document.
    `place` and `agency` are full official names or None; `period` is one of 2023, 2023-11, 2023-11-08, 2023H1, 2023Q1,
    2021/2025, or None. `rule` names what found it.
    """

    id: str
    evidence: Evidence
    metric: str
    metric_id: str
    measure: Measure
    value: float | None
    unit: str
    stated: str
    comparator: Comparator
    status: Status
    place: str | None = None
    agency: str | None = None
    period: str | None = None
    rank: int | None = None
    rank_scope: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link between two named things, by their canonical names."""

    id: str
    evidence: Evidence
    s: str
    s_type: EntityType
    p: Predicate
    o: str
    o_type: EntityType
    status: Status
    time: str | None = None
    confidence: float = 1.0
    rule: str = ""


Statement = Observation | Relation


@dataclass(frozen=True, slots=True)
class Alias:
    """`surface` is how a document writes the entity (or metric: type "Metric", label = metric_id) `label`."""

    type: str
    label: str
    surface: str
