"""Captions with their running numbers: 表1, 图1."""

from __future__ import annotations

from dataclasses import dataclass

from reports.words import say


@dataclass(slots=True)
class Numbers:
    language: str
    tables: int = 0
    figures: int = 0

    def table(self, title: str) -> str:
        self.tables += 1
        return say("caption_table", self.language, number=self.tables, title=title)

    def figure(self, title: str) -> str:
        self.figures += 1
        return say("caption_figure", self.language, number=self.figures, title=title)
