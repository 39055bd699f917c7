"""The words, magnitudes and the tile grid of `data/figures/*.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "figures"


@dataclass(frozen=True, slots=True)
class Cell:
    """One province's place on the tile grid; `row` and `column` count from 0."""

    adcode: str
    row: int
    column: int
    label: str


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def _words() -> dict[tuple[str, str], str]:
    return {(row["key"], language): row[language] for row in _rows("words.csv") for language in ("zh", "en")}


def word(key: str, language: str, **details: object) -> str:
    """The words for `key`, `details` filled in; the key itself (after its prefix) where there are none."""
    text = _words().get((key, language))
    return text.format(**details) if text is not None else key.partition("_")[2] or key


@cache
def magnitudes(language: str) -> tuple[tuple[int, str], ...]:
    """(factor, label), largest first."""
    return tuple((int(row["factor"]), row["label"]) for row in _rows("magnitudes.csv") if row["language"] == language)


@cache
def _units() -> dict[str, str]:
    return {row["unit"]: row["en"] for row in _rows("units.csv")}


def unit_label(unit: str, language: str) -> str:
    """The unit in the reader's language; one without a translation stays as it is."""
    return _units().get(unit, unit) if language == "en" else unit


@cache
def open_shares() -> tuple[str, ...]:
    """Words in the names of shares that may exceed 100 %."""
    return tuple(row["word"] for row in _rows("open_shares.csv"))


@cache
def tile_grid(language: str) -> dict[str, Cell]:
    """By adcode."""
    return {
        r["adcode"]: Cell(r["adcode"], int(r["row"]), int(r["column"]), r[language]) for r in _rows("tile_grid.csv")
    }
