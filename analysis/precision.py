"""Whether two stated values of one thing can be the same one, and if not, why they may differ."""

from __future__ import annotations

from enum import StrEnum

from analysis.facts import Fact
from lexicon.amounts import Agreement, agreement


class Likeness(StrEnum):
    """EQUAL: the same number. ROUNDED: one rounds or truncates to the other. HEDGED: a hedge such as "over" covers
    the other. RESTATED: the place's own later document revises it. SCOPE: names or agencies differ.
    CONFLICT: none of these.
    """

    EQUAL = "equal"
    ROUNDED = "rounding"
    HEDGED = "hedge"
    RESTATED = "restated"
    SCOPE = "scope"
    CONFLICT = "conflict"


def likeness(a: Fact, b: Fact) -> Likeness:
    """How two achieved values of one metric, place, period and measure relate. Symmetric."""
    agreed = agreement(a, b)
    if agreed is not Agreement.NONE:
        return Likeness(agreed.value)
    if _scope(a) != _scope(b):
        return Likeness.SCOPE
    if a.own and b.own and a.citation.issued[:4] != b.citation.issued[:4]:
        return Likeness.RESTATED
    return Likeness.CONFLICT


def _scope(fact: Fact) -> tuple[str, str]:
    return fact.metric_text, fact.agency.iri if fact.agency else ""
