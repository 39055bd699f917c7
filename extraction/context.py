"""What a document says about itself, needed to resolve 我省, 全市, 今年, 去年 and 同年."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Genre(StrEnum):
    REPORT = "report"  # a government's annual work report
    STATISTICS = "statistics"  # a statistical bulletin
    NEWS = "news"  # a press article
    OTHER = "other"  # a regulator's 工作纪实, a plan, anything else


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """`place` is the official full name of the area the issuing body governs ("浙江省", "全国"), `place_code` its
    GB/T 2260 code of six digits ("100000" for the whole country). `publisher` is the issuing body's full name
    ("浙江省人民政府").
    `issued` is an ISO date, month or year. `year` is the year that 今年 means; `subject_year` the year the document
    looks back at (a work report of January 2026: 2026 and 2025; a 工作纪实 of early 2024: 2024 and 2023).
    """

    genre: Genre
    place: str | None = None
    place_code: str | None = None
    publisher: str | None = None
    issued: str | None = None
    year: int | None = None
    subject_year: int | None = None
