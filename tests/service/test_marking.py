"""Cutting a text into runs loses nothing and marks exactly what is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.marking import Mark, parts, runs

TEXT = "浙江省生产总值增长5.5%，城镇新增就业115.8万人。"
MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 45)), max_size=8).map(
    lambda spans: [Mark(str(number), start, end) for number, (start, end) in enumerate(spans)]
)


@given(MARKS)
def test_the_runs_are_the_text(marks: list[Mark]) -> None:
    assert "".join(run.text for run in runs(TEXT, marks)) == TEXT


@given(MARKS)
def test_each_character_bears_the_marks_that_cover_it(marks: list[Mark]) -> None:
    position = 0
    for run in runs(TEXT, marks):
        for offset in range(position, position + len(run.text)):
            assert set(run.keys) == {mark.key for mark in marks if mark.start <= offset < mark.end}
        position += len(run.text)


@given(MARKS)
def test_each_mark_opens_once(marks: list[Mark]) -> None:
    opened = [key for run in runs(TEXT, marks) for key in run.opens]
    assert sorted(opened) == sorted(mark.key for mark in marks if mark.start < min(mark.end, len(TEXT)))


def test_anchors_cut_but_do_not_mark() -> None:
    found = runs(TEXT, [], [(0, "p0"), (13, "p1")])
    assert [run.anchors for run in found] == [("p0",), ("p1",)]
    assert not any(run.keys for run in found)


def test_an_empty_text_has_no_runs() -> None:
    assert runs("", [Mark("a", 0, 3)]) == []


def test_the_parts_of_a_text_begin_with_lines_outside_of_marks() -> None:
    text = "".join(f"第{number}行。增长{number}.5%。\n\n" for number in range(10, 40))
    anchors = [(at, f"p{at}") for at, character in enumerate(text) if character in "第增"]
    over = text.index("第20行")
    cut = runs(text, [Mark("over", over - 6, over + 60), Mark("first", 0, 4)], anchors)
    found = parts(cut, 30)
    assert [run for part in found for run in part] == cut
    assert len(found) > 5
    for part in found:
        assert part[0].text.startswith("第")
        assert "over" not in part[0].keys
    assert all(sum(len(run.text) for run in part) >= 30 for part in found[:-1])
