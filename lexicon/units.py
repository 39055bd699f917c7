"""Units of measure and classifiers: data/lexicons/units.csv."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from lexicon.tables import rows


class UnitKind(StrEnum):
    PERCENT = "percent"
    POINT = "point"
    PERMILLE = "permille"
    MULTIPLE = "multiple"
    DOUBLING = "doubling"
    MONEY = "money"
    COUNT = "count"
    MASS = "mass"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    POWER = "power"
    ENERGY = "energy"
    DATA = "data"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    GRADE = "grade"  # 吨级, 千伏: classifies a thing rather than measures it
    MEASURE = "measure"  # everything else that is measured
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    """`surface` is how it is printed, `unit` how it is recorded; `not_before` matches what may not follow."""

    surface: str
    unit: str
    kind: UnitKind
    not_before: str = ""


NO_UNIT = Unit("", "", UnitKind.NONE)


@dataclass(frozen=True, slots=True)
class Units:
    """All units by the way they are printed; `Units.load()` is the shared instance."""

    by_surface: Mapping[str, Unit]

    @staticmethod
    @cache
    def load() -> Units:
        found = [
            Unit(row["surface"], row["unit"], UnitKind(row["kind"]), row["not_before"]) for row in rows("units.csv")
        ]
        wide = [replace(unit, surface=unit.surface.replace("/", "／")) for unit in found if "/" in unit.surface]
        return Units({unit.surface: unit for unit in found + wide})

    def named(self, surface: str) -> Unit | None:
        return self.by_surface.get(surface)

    def pattern(self) -> str:
        """A regular expression for any unit where it may stand, longest first."""
        ordered = sorted(self.by_surface.values(), key=lambda unit: (-len(unit.surface), unit.surface))
        return "(?:" + "|".join(re.escape(unit.surface) + _guard(unit) for unit in ordered) + ")"


def _guard(unit: Unit) -> str:
    return f"(?!{unit.not_before})" if unit.not_before else ""
