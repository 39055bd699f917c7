"""The last gate: a statement whose quote is not verbatim, or does not hold what it states, is not written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extraction.numerals import find_numerals
from extraction.quantities import find_quantities
from model.document import Document
from model.statement import Observation, Relation, Statement

_UNITS_ELSEWHERE = tuple(
    Decimal(10) ** power for power in range(1, 13)
)  # 万 in a table's heading, 亿 at the end of a list


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
    if not evidence.quote or document.text[evidence.start : evidence.end] != evidence.quote:
        return "quote is not verbatim"
    if isinstance(statement, Observation):
        return _observation_fault(statement)
    return _relation_fault(statement)


def restates(stated: str, value: float) -> bool:
    """Whether `stated` ("1034.04万户", "压减50%", a table cell "2234.2") says `value`, its sign aside."""
    wanted = abs(Decimal(str(value)))
    return any(_same(wanted, number) for number in _numbers(stated)) or any(
        _same(wanted, numeral.value * scale)
        for numeral in find_numerals(stated)
        if numeral.value
        for scale in _UNITS_ELSEWHERE
    )


def _numbers(stated: str) -> Iterator[Decimal]:
    for quantity in find_quantities(stated):
        yield quantity.value
        if quantity.upper is not None:
            yield quantity.upper
    yield from (numeral.value for numeral in find_numerals(stated))


def _same(wanted: Decimal, number: Decimal) -> bool:
    return abs(wanted - abs(number)) <= Decimal("1e-9") * max(Decimal(1), wanted)


def _observation_fault(statement: Observation) -> str | None:
    if not statement.metric:
        return "no metric"
    if statement.value is None and statement.rank is None:
        return "neither value nor rank"
    if statement.stated not in statement.evidence.quote:
        return "quote lacks the stated value"
    if statement.value is not None and not restates(statement.stated, statement.value):
        return "stated value is not the value"
    return None


def _relation_fault(statement: Relation) -> str | None:
    return None if statement.s and statement.o else "a relation without subject or object"
