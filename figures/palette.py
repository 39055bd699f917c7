"""Colours that stay apart when printed in grey: every two differ by at least 9 in CIE L*."""

from __future__ import annotations

INK = "#1a1a1a"
MUTED = "#5a5a5a"
GRID = "#dddddd"
PAPER = "#ffffff"
SERIES = ("#0b2f4e", "#a63a24", "#2f7f8c", "#c98a1b", "#8fb8de", "#d9d2a0")
DASHES: tuple[list[int], ...] = ([], [7, 3], [2, 2], [10, 3, 2, 3], [4, 4], [1, 3])
LOOKS: dict[str, tuple[str, str]] = {  # of a type of node, the same in every network: colour and shape
    "Agency": (SERIES[0], "circle"),
    "Place": (SERIES[2], "square"),
    "Initiative": (SERIES[3], "diamond"),
    "Policy": (SERIES[4], "cross"),
    "Platform": (SERIES[4], "triangle-up"),
    "Event": (SERIES[2], "triangle-up"),
    "Award": (SERIES[1], "triangle-right"),
    "Designation": (SERIES[1], "square"),
    "Facility": (SERIES[2], "triangle-left"),
    "Organization": (SERIES[4], "square"),
    "Project": (SERIES[0], "triangle-down"),
}
OTHER = (SERIES[5], "circle")
BAR = "#5f93bd"
STRONG = "#0b2f4e"
ABSENT = "#f2f2f2"
RAMP = ("#e3edf6", "#b5d0e6", "#7fb0d3", "#4a8ab8", "#22608f", "#0b2f4e")


def lightness(colour: str) -> float:
    """CIE L* of an sRGB colour "#rrggbb" (IEC 61966-2-1, D65)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance
