"""A document's statements: its context, what it observes, what it relates, and what was not written and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extraction.context import DocumentContext
from extraction.describe import describe
from extraction.observations import observations
from extraction.relations import relations
from extraction.verify import verified
from model.document import Document
from model.statement import Alias, Statement


@dataclass(frozen=True, slots=True)
class Extraction:
    """`counts` says how many statements of each kind and rule were written, and how many were rejected for which reason."""

    context: DocumentContext
    statements: tuple[Statement, ...]
    aliases: tuple[Alias, ...]
    counts: Mapping[str, int]


class Extractor:
    """Reads documents by rule. Never raises on odd text."""

    def extract(self, document: Document) -> Extraction:
        context = describe(document)
        links, aliases = relations(document, context)
        found: list[Statement] = [*observations(document, context), *links]
        kept, counts = verified(_unique(found), document)
        counts.update(Counter("relation" if not hasattr(statement, "metric") else "observation" for statement in kept))
        return Extraction(context, tuple(kept), tuple(aliases), dict(sorted(counts.items())))


def _unique(statements: list[Statement]) -> list[Statement]:
    return list({statement.id: statement for statement in statements}.values())
