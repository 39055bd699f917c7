"""The small tables under `data/analysis/`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "analysis"


@dataclass(frozen=True, slots=True)
class Scope:
    """Peers of a rank. `level` is "same" or a place level; `within` is "country", "province", "prefecture" or codes."""

    level: str
    within: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in _rows(name))


@cache
def _hints() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["measure"]) for row in _rows("measure_hints.csv"))


@cache
def scopes() -> dict[str, Scope]:
    return {row["scope"]: Scope(row["level"], tuple(row["within"].split())) for row in _rows("scopes.csv")}


def per_head(*names: str) -> bool:
    return any(word in name for name in names for word in _words("per_head.csv"))


def hinted_measure(*names: str) -> str:
    """What kind of value a rank is about, by the words it is stated in; "level" unless they say otherwise."""
    return next((measure for word, measure in _hints() if any(word in name for name in names)), "level")
