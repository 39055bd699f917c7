"""The cases of bench/extraction/relation_cases.csv: STRONG in full, MEDIUM by object."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extraction.actors import Actor, setting
from extraction.context import DocumentContext, Genre
from extraction.findings import findings
from lexicon.places import Places
from model.statement import EntityType

CASES = Path(__file__).resolve().parents[2] / "bench" / "extraction" / "relation_cases.csv"


def cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def read(case: dict[str, str]) -> set[str]:
    place = Places.load().named(case["area"]) if case["area"] else None
    context = DocumentContext(Genre(case["genre"]), place.name if place else None, place.code if place else None)
    default = Actor(place.name, EntityType.PLACE) if place else None
    found: list[str] = []
    acting: tuple[Actor, ...] = ()
    for sentence in case["text"].split("。"):
        stated, acting = findings(setting(sentence, context, default), acting)
        found += [f"{s.name} > {f.predicate} > {f.object.name}" for f in stated for s in f.subjects]
    return set(found)


def expected(case: dict[str, str]) -> set[str]:
    return set() if case["expected"] == "-" else set(case["expected"].split(" | "))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:16])
def test_case(case: dict[str, str]) -> None:
    found, wanted = read(case), expected(case)
    if case["strength"] == "STRONG":
        assert found == wanted
    elif case["strength"] == "MEDIUM":
        objects = {line.split(" > ", 1)[1] for line in found}
        assert {line.split(" > ", 1)[1] for line in wanted} <= objects
