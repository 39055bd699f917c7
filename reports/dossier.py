"""A dossier as values: sections of prose, tables and pictures, and the numbered sources that they cite."""

from __future__ import annotations

from dataclasses import dataclass

from figures.charts import Chart


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a document, `text[start:end]` being what it states; `source` is the number of the source cited."""

    text: str
    start: int
    end: int
    source: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `name` is what its CSV file is called."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` is what its files are called."""

    name: str
    caption: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Code:
    text: str


Block = Prose | Quotation | Grid | Picture | Code


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """`sources` are references in the order of their numbers, from 1; `issued` is the newest date of theirs or "".

    `appendix` stands after the sources, if it holds anything.
    """

    title: str
    language: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    issued: str = ""
    appendix: Section = Section("", ())

    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Picture))

    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Grid))
