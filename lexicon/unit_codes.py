"""Codes and English names of base units: data/lexicons/unit-codes.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class UnitCode:
    """`unit` is the unit as recorded; several may share one `id` (公斤, 千克). `qudt`: a local name of QUDT, or ""."""

    unit: str
    id: str
    english: str
    qudt: str


@dataclass(frozen=True, slots=True)
class UnitCodes:
    by_unit: Mapping[str, UnitCode]

    @staticmethod
    @cache
    def load() -> UnitCodes:
        found = (UnitCode(row["unit"], row["id"], row["english"], row["qudt"]) for row in rows("unit-codes.csv"))
        return UnitCodes({code.unit: code for code in found})

    def __iter__(self) -> Iterator[UnitCode]:
        return iter(self.by_unit.values())

    def get(self, unit: str) -> UnitCode | None:
        return self.by_unit.get(unit)
