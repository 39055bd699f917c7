"""Hand-written cases: a sentence, what a careful reader takes from it, and how strongly we insist on it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extraction.context import DocumentContext, Genre
from extraction.observations import observations
from lexicon.metrics import normalised
from model.document import Document, Passage, PassageKind
from model.statement import Observation, Status
from model.text import OffsetMap, Piece

PATH = Path(__file__).with_name("cases.csv")
CONTEXT = DocumentContext(Genre.REPORT, "浙江省", "330000", "浙江省人民政府", "2026-01-14", 2026, 2025)


@dataclass(frozen=True, slots=True)
class Expected:
    """`names` are acceptable; `extras` what else must hold ("rank": "1/全国", "period": "2025", "target": "")."""

    names: tuple[str, ...]
    measure: str
    comparator: str
    value: Decimal | None
    unit: str
    extras: dict[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    heading: str
    text: str
    expected: tuple[Expected, ...]
    strength: str


def cases() -> list[Case]:
    lines = [line for line in PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Case(
            row["kind"],
            row["heading"],
            row["text"],
            tuple(map(_expected, filter(None, row["expected"].split(" ; ")))),
            row["strength"],
        )
        for row in csv.DictReader(lines)
    ]


def read(case: Case) -> list[Observation]:
    """The sentence read as the whole of a work report's section."""
    text = case.text
    offsets = OffsetMap((Piece(0, 0, len(text)),))
    headings = (case.heading,) if case.heading else ()
    passage = Passage("case/p0", "case", 0, PassageKind.SENTENCE, text, 0, len(text), offsets, 0, headings)
    document = Document("case", "case.md", "2026年政府工作报告", text, "", passages=(passage,))
    return list(observations(document, CONTEXT))


def faults(case: Case) -> list[str]:
    """What is wrong with the reading, one line each; empty if the case passes."""
    found = read(case)
    left = list(found)
    wrong: list[str] = []
    for expected in case.expected:
        hit = next((one for one in left if _agrees(expected, one)), None)
        if hit is None:
            wrong.append(
                f"missed {'/'.join(expected.names)} {expected.measure} {expected.comparator}{expected.value}"
                f"{expected.unit} {expected.extras or ''}"
            )
        else:
            left.remove(hit)
    return wrong + [
        f"extra {one.metric} {one.measure} {one.comparator}{one.value}{one.unit} {one.period} {one.status}"
        for one in left
    ]


def passed(of: Callable[[Case], str]) -> dict[str, tuple[int, int]]:
    """How many cases pass, of how many, for each value of `of` (a case's strength or kind)."""
    total, right = Counter[str](), Counter[str]()
    for case in cases():
        total[of(case)] += 1
        right[of(case)] += not faults(case)
    return {value: (right[value], count) for value, count in total.items()}


def _expected(item: str) -> Expected:
    names, measure, quantity, *extras = item.split("|")
    comparator, _, rest = quantity.strip().partition(" ")
    value, _, unit = rest.partition(" ")
    pairs = dict(_extra(extra.strip()) for extra in extras)
    return Expected(
        tuple(names.strip().split("/")),
        measure,
        comparator or "=",
        Decimal(value) if value else None,
        unit.strip(),
        pairs,
    )


def _extra(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _agrees(expected: Expected, one: Observation) -> bool:
    return (
        any(normalised(one.metric) == normalised(name) for name in expected.names)
        and one.measure == expected.measure
        and one.comparator == expected.comparator
        and one.unit == expected.unit
        and (one.value is None) == (expected.value is None)
        and (
            expected.value is None
            or one.value is None
            or abs(float(expected.value) - one.value) < 1e-6 * max(1, abs(one.value))
        )
        and all(_holds(name, value, one) for name, value in _attributes(expected))
    )


def _attributes(expected: Expected) -> Iterator[tuple[str, str]]:
    yield "status", "target" if "target" in expected.extras else "achieved"
    yield from ((name, value) for name, value in expected.extras.items() if name != "target")


def _holds(name: str, value: str, one: Observation) -> bool:
    actual = {
        "status": "target" if one.status is Status.TARGET else "achieved",
        "rank": f"{one.rank}/{one.rank_scope or ''}",
        "period": one.period or "",
        "place": one.place or "",
    }
    return actual[name] == value
