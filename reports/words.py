"""The words of `data/figures/report_words.csv`, and quantities as a reader writes them."""

from __future__ import annotations

import csv
from functools import cache

from figures.words import FOLDER


@cache
def _words() -> dict[tuple[str, str], str]:
    with (FOLDER / "report_words.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {(row["key"], language): row[language] for row in rows for language in ("zh", "en")}


def say(key: str, language: str, **details: object) -> str:
    """KeyError for an unknown key."""
    return _words()[key, language].format(**details)
