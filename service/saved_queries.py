"""The queries of data/queries/*.rq: SPARQL with `# key: value` lines at the head (title-zh, title-en, …)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "queries"
_HEAD = re.compile(r"#\s*([\w-]+):\s*(.*)")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """`about` holds the words of the head by key; `text` is the query with its head."""

    name: str
    about: dict[str, str]
    text: str

    def title(self, language: str) -> str:
        return self.about.get(f"title_{language}") or self.about.get("title") or self.name


@cache
def load() -> tuple[SavedQuery, ...]:
    """In the order of their file names."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.rq")))


def _read(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    about: dict[str, str] = {}
    for line in text.splitlines():
        match = _HEAD.match(line)
        if not line.startswith("#"):
            break
        if match:
            about[match[1].replace("-", "_")] = match[2].strip()
    return SavedQuery(path.stem, about, text)
