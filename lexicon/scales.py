"""Units of one dimension converted into one another: data/lexicons/unit_scales.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from lexicon.tables import rows


def dimension(unit: str) -> str:
    """The base unit of what `unit` measures: 克 for 斤 and 吨; a unit that nothing is known of measures itself."""
    return _scales().get(unit, (unit, Fraction(1)))[0]


def converted(value: float, unit: str, to: str) -> float | None:
    """`value` in the unit `to`, exact but for the last rounding; None where the two measure different things."""
    if unit == to:
        return value
    if dimension(unit) != dimension(to):
        return None
    exact = Fraction(Decimal(repr(value))) * _factor(unit) / _factor(to)
    return float(f"{float(exact):.12g}")


def usual(units: Iterable[str]) -> str:
    """The unit most of them are in, of the dimension most of them have; ties go to the first by name; "" for none."""
    counts: dict[str, int] = {}
    for unit in units:
        counts[unit] = counts.get(unit, 0) + 1
    dimensions: dict[str, int] = {}
    for unit, count in counts.items():
        dimensions[dimension(unit)] = dimensions.get(dimension(unit), 0) + count
    order = sorted(counts, key=lambda unit: (-dimensions[dimension(unit)], dimension(unit), -counts[unit], unit))
    return order[0] if order else ""


def _factor(unit: str) -> Fraction:
    return _scales().get(unit, (unit, Fraction(1)))[1]


@cache
def _scales() -> Mapping[str, tuple[str, Fraction]]:
    return {row["unit"]: (row["base"], Fraction(row["factor"])) for row in rows("unit_scales.csv")}
