"""Writes what other formats hold as Markdown: the one form in which text is segmented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPACE = re.compile(r"\s+")


def paragraph(text: str) -> str:
    """One line, its white space squeezed, and what would read as markup at its start kept from doing so."""
    line = _SPACE.sub(" ", text).strip()
    return f"\\{line}" if line.startswith(("|", "#", ">")) else line


def heading(text: str, level: int) -> str:
    line = _SPACE.sub(" ", text).strip()
    return f"{'#' * min(max(level, 1), 6)} {line}" if line else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table whose first row is the header; short rows are filled up. "" for no rows."""
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def join(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_SPACE.sub(" ", cell).strip().replace("|", "\\|") for cell in cells) + " |"
