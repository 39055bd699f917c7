"""Numbered references after GB/T 7714-2015: author. title[type/medium]. (date)[accessed]. address."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from builds.passages import DocumentInfo

if TYPE_CHECKING:
    from builds import Build

_TYPES = {"report": "R", "statistics": "R", "news": "N"}


@dataclass(slots=True)
class Sources:
    """Gives each document the next number when it is first cited. `accessed` is the date of access or ""."""

    build: Build
    accessed: str = ""
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, document: str) -> int:
        """The number of the document with this id or IRI."""
        return self.numbers.setdefault(document.removeprefix(self.build.base + "document/"), len(self.numbers) + 1)

    def references(self) -> tuple[str, ...]:
        return tuple(reference(self.build.passages.info(id), self.accessed) for id in self.numbers)

    def newest(self) -> str:
        """The latest full date of issue among them; "" if none has one."""
        dates = (self.build.passages.info(id).issued or "" for id in self.numbers)
        return max((date for date in dates if len(date) == 10), default="")


def reference(info: DocumentInfo, accessed: str = "") -> str:
    """One reference without its number. What is unknown is left out; the date of access stands only with an address.

    A document read from a file is cited by what it is: the file's name stands last, its folder nowhere.
    """
    kind = _TYPES.get(str(info.context.genre), "Z") + ("/OL" if info.url else "")
    author = f"{info.context.publisher}. " if info.context.publisher else ""
    date = f"({info.issued})" if info.issued else ""
    seen = f"[{accessed}]" if accessed and info.url else ""
    where = info.url or f"文件 {PurePath(info.source).name}"
    parts = [f"{author}{info.title}[{kind}]", f"{date}{seen}", where]
    return ". ".join(part for part in parts if part) + "."
