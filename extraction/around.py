"""A group of numbers with the words around it: what every rule about names and figures looks at."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.clauses import Group, Segment
from extraction.drafts import Draft
from extraction.patterns import pattern
from extraction.quantities import Quantity

LIST_LEADS = ("、", "和", "及", "以及", "与", "并", "/")


@dataclass(frozen=True, slots=True)
class Around:
    """`left` and `right` are the words of the segment before and after `group`, up to the `following` group if there is
    one; `found` are the drafts before it in the sentence."""

    text: str
    segment: Segment
    group: Group
    following: Group | None
    left: str
    right: str
    found: list[Draft]

    @property
    def quantity(self) -> Quantity:
        return self.group.quantities[-1]

    @property
    def limit(self) -> Quantity | None:
        """The number after this one in the segment."""
        return self.following.quantities[-1] if self.following else None

    @property
    def behind(self) -> str:
        """The words after the number that follows."""
        return self.text[self.following.end : self.segment.end] if self.following else ""

    @property
    def listed(self) -> bool:
        """Whether the group may be an item of a list, which shares the verb of the item before it."""
        return bool(self.found) and self.segment.lead in LIST_LEADS


def states(right: str) -> bool:
    """Whether the text after a number goes on about it instead of naming a thing counted."""
    return pattern("goes-on").search(right) is not None
