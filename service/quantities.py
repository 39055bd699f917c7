"""How much of a document's numbers was read: the quantities in its text, and whether a statement stands on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.quantities import find_quantities
from lexicon.units import NO_UNIT
from model.document import Passage, PassageKind
from model.text import Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """`left` are the spans, in the document's text, of quantities on which no statement stands."""

    total: int
    left: tuple[Span, ...]

    @property
    def read(self) -> int:
        return self.total - len(self.left)


def coverage(passages: Iterable[Passage], statements: Iterable[Span]) -> Coverage:
    """Quantities without a unit (years, clause numbers) and those of headings are not counted."""
    covered = {position for span in statements for position in range(span.start, span.end)}
    found = [span for passage in passages for span in _quantities(passage)]
    left = tuple(span for span in found if covered.isdisjoint(range(span.start, span.end)))
    return Coverage(len(found), left)


def _quantities(passage: Passage) -> Iterator[Span]:
    if passage.kind is PassageKind.HEADING:
        return
    for quantity in find_quantities(passage.text):
        runs = passage.offsets.source(quantity.start, quantity.core)
        if quantity.unit != NO_UNIT and runs:
            yield runs[0]
