"""How numbers are written on a figure: one magnitude for an axis, hedges as signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from figures.words import magnitudes, unit_label

_SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
_UNSCALED = ("%", "‰", "百分点", "个百分点", "倍", "年", "")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values divided by `factor` are in `unit` ("亿元", "billion yuan")."""

    factor: float
    unit: str

    def apply(self, value: float) -> float:
        return float(f"{value / self.factor:.12g}")


def scale(values: Iterable[float], unit: str, *, language: str) -> Scale:
    """The largest magnitude that keeps the largest value at or above 1; percentages and the like stay as they are."""
    name = unit_label(unit, language)
    top = max((abs(value) for value in values), default=0.0)
    if unit in _UNSCALED:
        return Scale(1, name)
    for factor, label in magnitudes(language):
        if top >= factor:
            return Scale(factor, f"{label} {name}".strip() if language == "en" else label + name)
    return Scale(1, name)


def number(value: float) -> str:
    """At most two decimals (four below 1), no trailing zeros, thousands separated by commas."""
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hedged(value: float, comparator: str) -> str:
    """The number after the sign of its hedge: "≥50", "≈3.2"."""
    return _SIGNS.get(comparator, "") + number(value)
