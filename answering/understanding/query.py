"""A question as a typed query: all that the rest of the package knows about its wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lexicon.places import Place
from model.statement import Comparator, Measure, Status


class Kind(StrEnum):
    """The class of a question (docs/questions.md). NOT_FOUND is an outcome, never understood from wording."""

    VALUE = "value"
    COUNT = "count"
    ENTITIES = "entities"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    COMPARE = "compare"
    RANK = "rank"
    SERIES = "series"
    TARGET_VS_OUTCOME = "target_vs_outcome"
    FILTER = "filter"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the question's content and what a text may say for it.

    `alternatives` are sets of character pairs (or Latin words): a text covers the term as far as it holds the best of
    them. `weight` is how telling the term is, 0 to about 1 a pair.
    """

    text: str
    weight: float
    alternatives: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """超过6%: `value` in the base unit of `unit`."""

    comparator: Comparator
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Query:
    """`language` is that of the wording, `reply` the one to answer in ("zh" or "en"). `places` in the order
    named; `scope` is the level ("province", "prefecture", "county") of 各省 or 哪个市, or None.

    `periods` are written as in `model.period`; `span` is the first and last year of a series. `units` are the
    base units that the answer may have, empty if the wording leaves them open. `expected` is the number of
    things asked for (哪三个), `k` of places in a ranking. `asked` is the noun asked for (城市, 行动).
    `readings` say how relative years were read. `met` says whether a filter wants targets that were met. `years` is 5
    in 五年来 where no year is named. `added` says whether it counts what was added (新增, 净增) or all there are
    (一共, 总数), None where it says neither; `counted` is the noun behind 多少. `wordings` are what the passages are
    searched with, the question itself first. `strange` is a name that no table knows; `within_names` the
    places that a longer name is made of (宁波舟山港); `newest` the year that the newest documents call 今年.
    """

    text: str
    language: str
    reply: str
    kind: Kind
    places: tuple[Place, ...] = ()
    scope: str | None = None
    periods: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    status: Status | None = None
    measure: Measure | None = None
    units: frozenset[str] = frozenset()
    metrics: tuple[str, ...] = ()
    bar: Bar | None = None
    met: bool | None = None
    lowest: bool = False
    latest: bool = False
    difference: bool = False
    averaged: bool = False
    total: bool = False
    added: bool | None = None
    counted: str = ""
    years: int | None = None
    expected: int | None = None
    k: int | None = None
    asked: str = ""
    content: str = ""
    terms: tuple[Term, ...] = ()
    wordings: tuple[str, ...] = ()
    readings: tuple[str, ...] = field(default=())
    strange: str = ""
    within_names: tuple[Place, ...] = ()
    newest: int = 0

    @property
    def ranked(self) -> bool:
        """Whether the answer is a rank (排第几)."""
        return self.measure is Measure.RANK and self.kind in (Kind.VALUE, Kind.COUNT)
