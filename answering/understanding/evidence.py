"""Whether enough of a question was understood to answer it at all."""

from __future__ import annotations

from answering.understanding.query import Kind, Query

LEAST = 0.3  # weight of all content words; the questions of bench/qa that name no metric have 0.35 and more
_NAMED = (Kind.WHO, Kind.ENTITIES, Kind.WHEN, Kind.WHERE)
_TARGETS = (Kind.TARGET_VS_OUTCOME, Kind.FILTER)


def understood(query: Query) -> bool:
    """A metric or content words that reports could say; numbers alone say nothing. A thing asked about by a name
    that no glossary knows cannot be found."""
    if query.strange and query.kind in _NAMED:
        return False
    if query.metrics or (query.kind in _TARGETS and query.places and query.periods):
        return True
    return sum(term.weight for term in query.terms if not _bare_number(term.text)) >= LEAST


def _bare_number(text: str) -> bool:
    return not any(char.isalpha() for char in text)
