"""Headings inside a look back that speak of tasks, and headings that name a plan and a year."""

from __future__ import annotations

from extraction.context import DocumentContext, Genre
from extraction.sections import section_scope
from model.statement import Status

REPORT = DocumentContext(Genre.REPORT, "浙江省", "330000", year=2026, subject_year=2025)


def test_tasks_inside_a_look_back_are_done() -> None:
    scope = section_scope(("一、2025年工作回顾", "（二）聚力落实国家重大战略任务"), REPORT)
    assert scope is not None
    assert (scope.period, scope.status) == ("2025", Status.ACHIEVED)


def test_a_coming_year_inside_a_look_back_is_planned() -> None:
    scope = section_scope(("一、2025年工作回顾", "2026年工作任务"), REPORT)
    assert scope is not None
    assert (scope.period, scope.status) == ("2026", Status.TARGET)


def test_a_plan_and_the_year_in_one_heading_mean_the_year() -> None:
    scope = section_scope(("二、“十五五”时期目标任务和2026年工作安排",), REPORT)
    assert scope is not None
    assert (scope.period, scope.status) == ("2026", Status.TARGET)
