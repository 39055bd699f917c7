"""A document's statements: its context, what it observes, what it relates, and what was not written and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.context import DocumentContext
from extraction.describe import describe
from extraction.observations import observations
from extraction.proposals import Proposer
from extraction.relations import relations
from extraction.verify import verified
from model.document import Document
from model.statement import Alias, Observation, Statement


@dataclass(frozen=True, slots=True)
class Extraction:
    """`statements` in document order; `aliases` how names and metrics are written; `counts` how many observations and
    relations were written, and how many statements were rejected for which reason."""

    context: DocumentContext
    statements: tuple[Statement, ...]
    aliases: tuple[Alias, ...]
    counts: Mapping[str, int]


class Extractor:
    """Reads documents by rule and never raises on odd text; what a `proposer` adds must pass the same verifier."""

    def __init__(self, *, proposer: Proposer | None = None) -> None:
        self._proposer = proposer

    def extract(self, document: Document) -> Extraction:
        context = describe(document)
        related, aliases = relations(document, context)
        found: list[Statement] = [*observations(document, context), *related]
        refused: Counter[str] = Counter()
        if self._proposer is not None:
            proposed, refused = self._proposer.propose(document)
            found += _new(proposed, found)
        kept, counts = verified(_unique(found), document)
        counts.update(refused)
        for statement in kept:
            counts["observations" if isinstance(statement, Observation) else "relations"] += 1
        names = dict.fromkeys([*aliases, *_metric_aliases(kept)])
        return Extraction(context, tuple(kept), tuple(names), dict(sorted(counts.items())))


def _new(proposed: Iterable[Statement], found: Iterable[Statement]) -> list[Statement]:
    """The proposals that say what the rules have not read already: another number, or another link, of the sentence."""
    known = {_said(statement) for statement in found}
    return [statement for statement in proposed if _said(statement) not in known]


def _said(statement: Statement) -> tuple[object, ...]:
    where = statement.evidence.passage
    if isinstance(statement, Observation):
        return where, statement.value, statement.unit, statement.rank
    return where, statement.p, statement.o


def _unique(statements: Iterable[Statement]) -> list[Statement]:
    """One of each id, the first, in the order of the evidence."""
    by_id: dict[str, Statement] = {}
    for statement in statements:
        by_id.setdefault(statement.id, statement)
    return sorted(by_id.values(), key=lambda statement: statement.evidence.start)


def _metric_aliases(statements: Iterable[Statement]) -> list[Alias]:
    return [Alias("Metric", one.metric_id, one.metric) for one in statements if isinstance(one, Observation)]
