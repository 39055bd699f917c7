"""Which documents an index holds: the small facts a search filters by, and the keys of their passages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from embeddings.arrays import Flags, Keys

PASSAGE_BITS = 20


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """`number` is the document's small integer within one index, kept as long as the document stays in it.

    `year` is the year of the document, `subject_year` the one it looks back at.
    """

    number: int
    id: str
    title: str = ""
    place: str | None = None
    year: int | None = None
    subject_year: int | None = None
    genre: str | None = None

    def context(self) -> str:
        """What stands in front of each passage when it is indexed, because a sentence says 全省 and 今年."""
        years = [f"{year}年" for year in dict.fromkeys((self.year, self.subject_year)) if year]
        return " ".join(part for part in (self.place, *years, self.title) if part)


@dataclass(frozen=True, slots=True)
class Keep:
    """Which documents a search may answer from; an empty field admits all."""

    documents: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    genres: frozenset[str] = frozenset()

    def admits(self, entry: DocumentEntry) -> bool:
        return (
            (not self.documents or entry.id in self.documents)
            and (not self.places or entry.place in self.places)
            and (not self.years or entry.year in self.years or entry.subject_year in self.years)
            and (not self.genres or entry.genre in self.genres)
        )


class Catalogue:
    """Documents by number. A passage's key is its document's number and its own index in one integer."""

    def __init__(self, entries: Iterable[DocumentEntry] = ()) -> None:
        self._entries = {entry.number: entry for entry in entries}

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        return cls(DocumentEntry(**row) for row in json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        rows = [asdict(self._entries[number]) for number in sorted(self._entries)]
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    def __len__(self) -> int:
        return len(self._entries)

    def passage(self, key: int) -> str:
        """The id of the passage with this key."""
        return f"{self._entries[key >> PASSAGE_BITS].id}/p{key & ((1 << PASSAGE_BITS) - 1)}"

    def entry(self, key: int) -> DocumentEntry:
        return self._entries[key >> PASSAGE_BITS]

    def admitted(self, keep: Keep) -> list[int]:
        """Numbers of the documents that `keep` admits, ascending."""
        return sorted(number for number, entry in self._entries.items() if keep.admits(entry))


def passage_key(number: int, index: int) -> int:
    return number << PASSAGE_BITS | index


def of_documents(keys: Keys, numbers: Iterable[int]) -> Flags:
    """True where a key belongs to one of the documents."""
    owners = keys >> PASSAGE_BITS
    allowed = np.zeros(int(owners.max(initial=0)) + 1, dtype=np.bool_)
    allowed[[number for number in numbers if number < len(allowed)]] = True
    flags: Flags = allowed[owners]
    return flags
