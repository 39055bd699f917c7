"""A sentence's quantities as drafts: number, name, measure, rank; place, time and status come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extraction.clauses import Segment
from lexicon.units import UnitKind
from model.statement import Comparator, Measure


@dataclass(frozen=True, slots=True)
class Name:
    """What a number measures.

    `verb` is the counting verb the name begins with, which the next item of a list may inherit; `said` what was
    predicated of the thing counted (获评首批全国五星所); `tail` the words of statement and change in front of the
    number; `counted` where the thing stands after its number; `inherited` where the name is the draft's before."""

    metric: str
    verb: str = ""
    said: str = ""
    tail: str = ""
    counted: bool = False
    inherited: bool = False


@dataclass(slots=True)
class Draft:
    """`start:end` is the number as printed, in the sentence; `segment` where it stands; no `value` for a rank alone."""

    start: int
    end: int
    segment: Segment
    name: Name
    metric: str
    measure: Measure
    value: Decimal | None
    unit: str
    comparator: Comparator
    rule: str
    kind: UnitKind = UnitKind.NONE
    rank: int | None = None
    rank_scope: str | None = None
    raised: Literal["", "from", "to"] = ""  # the parts of 由A提高到B
