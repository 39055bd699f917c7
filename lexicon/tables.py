"""Reading `data/lexicons/*.csv`: a header row, then one row a line; lines that start with "#" are comments."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from model.errors import InvalidData

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table, values stripped. Raises InvalidData when it is missing or a row is too long or short."""
    path = FOLDER / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InvalidData(f"cannot be read: {error.strerror}", where=str(path), advice="restore the file") from error
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in kept)
    return tuple(_checked(row, path, kept[at + 1][0]) for at, row in enumerate(reader))


def _checked(row: dict[str, str], path: Path, line: int) -> dict[str, str]:
    if None in row or None in row.values():
        raise InvalidData("too many or too few fields", where=f"{path}:{line}", advice="quote commas in fields")
    return {key: value.strip() for key, value in row.items()}
