"""The last gate: a statement whose quote is not verbatim, or does not hold what it states, is not written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from model.document import Document
from model.statement import Observation, Relation, Statement


def verified(statements: Iterable[Statement], document: Document) -> tuple[list[Statement], Counter[str]]:
    """The statements that hold, and how many were dropped for which reason."""
    kept: list[Statement] = []
    dropped: Counter[str] = Counter()
    for statement in statements:
        reason = fault(statement, document)
        if reason:
            dropped[f"rejected: {reason}"] += 1
        else:
            kept.append(statement)
    return kept, dropped


def fault(statement: Statement, document: Document) -> str | None:
    """Why the statement cannot be trusted, or None."""
    evidence = statement.evidence
    if not evidence.quote or document.text[evidence.start:evidence.end] != evidence.quote:
        return "quote is not verbatim"
    if isinstance(statement, Observation):
        return _observation_fault(statement)
    return _relation_fault(statement)


def _observation_fault(statement: Observation) -> str | None:
    if not statement.metric:
        return "no metric"
    if statement.value is None and statement.rank is None:
        return "neither value nor rank"
    if statement.stated not in statement.evidence.quote:
        return "quote lacks the stated value"
    return None


def _relation_fault(statement: Relation) -> str | None:
    return None if statement.s and statement.o else "a relation without subject or object"
