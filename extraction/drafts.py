"""A sentence's quantities as drafts: number, name, measure, rank; place, time and status come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extraction.clauses import Segment
from model.statement import Comparator, Measure


@dataclass(slots=True)
class Draft:
    """`start:end` is the number as printed, in the sentence; `segment` where it stands. `verb` is the counting verb the name
    begins with, which the next item of a list may inherit. `said` is what was predicated of a thing counted."""

    start: int
    end: int
    segment: Segment
    metric: str
    measure: Measure
    value: Decimal | None
    unit: str
    comparator: Comparator
    verb: str = ""
    kind: str = ""
    rule: str = ""
    rank: int | None = None
    rank_scope: str | None = None
    period: str | None = None
    tail: str = ""
    where: int = field(default=0)
