"""A sentence cut into the segments that each say something about a number.

Segments end at commas, semicolons, colons and full stops; at 、 和 及 between two counted things; and at a bracket
that holds a quantity. Quotation marks and book-title marks that hold a name are never cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction.idioms import quoted_names
from extraction.patterns import pattern
from extraction.quantities import Quantity, find_quantities
from lexicon.units import NO_UNIT
from model.statement import Comparator

_STOP = "，,；;：:。！!？?…|\n"
_STOPS = frozenset(_STOP)
_OPEN, _CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Group:
    """One quantity, or several in a row with only 、 or 和 between them ("4.3%、5.5%")."""

    quantities: tuple[Quantity, ...]

    @property
    def before(self) -> int:
        return self.quantities[0].before

    @property
    def start(self) -> int:
        return self.quantities[0].start

    @property
    def end(self) -> int:
        return self.quantities[-1].end


@dataclass(frozen=True, slots=True)
class Segment:
    """`start:end` in the sentence; `lead` is the separator in front ("" for the first)."""

    start: int
    end: int
    lead: str
    groups: tuple[Group, ...]


def segments(text: str) -> list[Segment]:
    """All segments of a sentence, also those without a quantity, in order; they do not overlap."""
    quantities = find_quantities(text)
    names = [(span.start, span.end) for span in quoted_names(text)]
    found: list[Segment] = []
    start, lead = 0, ""
    for cut, length in _cuts(text, quantities, names):
        _add(found, text, start, cut, lead, quantities)
        start, lead = cut + length, text[cut : cut + length]
    _add(found, text, start, len(text), lead, quantities)
    return found


def _add(found: list[Segment], text: str, start: int, end: int, lead: str, quantities: list[Quantity]) -> None:
    if start < end:
        inside = [quantity for quantity in quantities if start <= quantity.before and quantity.end <= end]
        found.append(Segment(start, end, lead, tuple(_grouped(text, inside))))


def _grouped(text: str, quantities: list[Quantity]) -> Iterator[Group]:
    run: list[Quantity] = []
    for quantity in quantities:
        if run and not pattern("value-joint").search(text[run[-1].end : quantity.before]):
            yield _hedged(text, _group(run))
            run = []
        run.append(quantity)
    if run:
        yield _hedged(text, _group(run))


def _group(run: list[Quantity]) -> Group:
    """4000亿、5000亿、6000亿元: the unit of the last holds for those that have none."""
    return Group(tuple(replace(one, unit=run[-1].unit) if one.unit is NO_UNIT else one for one in run))


def _hedged(text: str, group: Group) -> Group:
    """分别达到98%和92%以上: the hedge after the last holds for all."""
    last = group.quantities[-1]
    start = group.before
    if len(group.quantities) < 2 or last.end == last.core or "分别" not in text[max(0, start - 8) : start]:
        return group
    hedge = last.comparator
    return Group(
        tuple(replace(one, comparator=hedge) if one.comparator is Comparator.EQUAL else one for one in group.quantities)
    )


def _cuts(text: str, quantities: list[Quantity], names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the sentence is cut: position and length of each separator."""
    protected = bytearray(len(text) + 1)
    for low, high in names + [(quantity.before, quantity.end) for quantity in quantities]:
        protected[low:high] = b"\x01" * (high - low)
    brackets = _counting_brackets(text, quantities)
    last, joints = 0, pattern("joint")
    for position, char in enumerate(text):
        if protected[position] or position < last:
            continue
        if char in _STOP or position in brackets:
            yield position, 1
        elif text.startswith("——", position):
            yield position, 2
            last = position + 2
        elif (joint := joints.match(text, position)) and _joins(text, position, joint.end(), quantities):
            yield position, joint.end() - position
            last = joint.end()


def _joins(text: str, position: int, after: int, quantities: list[Quantity]) -> bool:
    """Whether a joint stands between two counted things: right after a quantity, right before one when another precedes
    it, or a 、 with quantities on both sides before the clause stops."""
    follows = any(quantity.end == position for quantity in quantities)
    leads = any(quantity.before == after for quantity in quantities)
    if follows and leads:
        return False
    if follows or (leads and any(quantity.end <= position for quantity in quantities)):
        return True
    return text[position] == "、" and _between(text, position, quantities)


def _between(text: str, position: int, quantities: list[Quantity]) -> bool:
    """Whether the clause around `position` holds a quantity before and one after it."""
    before = [quantity.end for quantity in quantities if quantity.end < position]
    behind = [quantity.before for quantity in quantities if quantity.before > position]
    if not before or not behind:
        return False
    return not (set(text[before[-1] : position]) & _STOPS or set(text[position : behind[0]]) & _STOPS)


def _counting_brackets(text: str, quantities: list[Quantity]) -> set[int]:
    """Positions of brackets that hold a quantity."""
    found: set[int] = set()
    opened: list[int] = []
    for position, char in enumerate(text):
        if char in _OPEN:
            opened.append(position)
        elif char in _CLOSE and opened:
            start = opened.pop()
            if any(start < quantity.start and quantity.end <= position for quantity in quantities):
                found.update((start, position))
    return found
