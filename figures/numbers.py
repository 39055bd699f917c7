"""How numbers are written on a figure: one magnitude for an axis, hedges as signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from figures.words import magnitudes, unit_label

_SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
_UNSCALED = ("%", "‰", "百分点", "个百分点", "倍", "年", "")


@dataclass(frozen=True, slots=True)
class Scale:
    """Values divided by `factor` are in `unit` ("亿元", "billion yuan"), written with at least so many decimals."""

    factor: float
    unit: str
    places: int = 0

    def apply(self, value: float) -> float:
        return float(f"{value / self.factor:.12g}")

    def write(self, value: float, comparator: str = "=") -> str:
        """The value after the sign of its hedge ("≥50"); what is hedged keeps the digits it was stated with."""
        sign = _SIGNS.get(comparator, "")
        text = number(self.apply(value))
        return sign + text if sign else _padded(text, self.places)


def _padded(text: str, places: int) -> str:
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<{places}}" if places else text


def _places(numbers: list[float]) -> int:
    """One decimal for all percentages where some have one: 5.0 beside 5.5. Finer ones stay as they are stated."""
    return 1 if max((len(number(n).partition(".")[2]) for n in numbers), default=0) == 1 else 0


def scale(values: Iterable[float], unit: str, *, language: str) -> Scale:
    """The largest magnitude that keeps the largest value at or above 1; percentages and the like stay as they are."""
    name = unit_label(unit, language)
    numbers = list(values)
    top = max((abs(value) for value in numbers), default=0.0)
    if unit in _UNSCALED:
        return Scale(1, name, _places(numbers))
    for factor, label in magnitudes(language):
        if top >= factor:
            return Scale(factor, f"{label} {name}".strip() if language == "en" else label + name)
    return Scale(1, name)


def number(value: float) -> str:
    """At most two decimals (four below 1), no trailing zeros, thousands separated by commas."""
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
