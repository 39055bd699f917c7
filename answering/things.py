"""Answers that are things: who, where, when, which."""

from __future__ import annotations

from dataclasses import dataclass

from answering.answer import Row
from answering.gathering import Pool
from answering.library import Library
from answering.scoring import Judge
from answering.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Things:
    rows: tuple[Row, ...]
    sparql: str


def find_things(library: Library, query: Query, pool: Pool, judge: Judge) -> Things | None:
    return None
