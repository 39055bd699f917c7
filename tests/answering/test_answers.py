"""Whole answers over samples/: every class, evidence, SPARQL that returns what is said, honest silence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from answering import Answerer, suggest
from answering.answer import Row
from answering.citations import bibtex, gbt7714
from answering.records import answer_record
from answering.understanding.query import Kind
from bench.qa.scoring import right
from builds import Build
from graph.terms import Term

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [json.loads(line) for line in (ROOT / "bench/qa/samples.jsonl").read_text(encoding="utf-8").splitlines()]


def asked(answerer: Answerer, question: str) -> dict[str, Any]:
    return answer_record(answerer.answer(question))


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q["class"] != "definition"], ids=lambda q: q["id"])
def test_own_questions_are_answered_exactly(answerer: Answerer, question: dict[str, Any]) -> None:
    assert right(question, asked(answerer, question["q"]))


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q["evidence"]], ids=lambda q: q["id"])
def test_the_evidence_is_among_the_passages(answerer: Answerer, question: dict[str, Any]) -> None:
    texts = [hit["text"] for hit in asked(answerer, question["q"])["hits"]]
    assert any(evidence in text for evidence in question["evidence"] for text in texts)


def test_every_class_is_asked() -> None:
    assert {question["class"] for question in QUESTIONS} == {*(kind.value for kind in Kind), "not_found"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_the_query_shown_returns_the_rows(answerer: Answerer, build: Build, question: dict[str, Any]) -> None:
    answer = answerer.answer(question["q"])
    returned: dict[int, set[tuple[object, ...]]] = {}
    for found in build.graph.select(answer.sparql):
        if "row" in found:
            returned.setdefault(int(found["row"].value), set()).add(_returned(found, build.base))
    assert [returned.get(at) for at in range(1, len(answer.rows) + 1)] == [{_stated(row)} for row in answer.rows]
    assert len(returned) == len(answer.rows)


def _returned(found: Mapping[str, Term], base: str) -> tuple[object, ...]:
    """What the query says in one row: an observation's fields, a label, or a passage."""
    get = {name: term.value for name, term in found.items()}
    if "observation" in get:
        value = float(get["value"]) if "value" in get else None
        status = "target" if get["status"].endswith("Target") else "achieved"
        return get["metric"], value, get.get("unit", ""), get.get("place"), get.get("period"), status
    return (get["label"],) if "label" in get else (get["passage"].rpartition("document/")[2],)


def _stated(row: Row) -> tuple[object, ...]:
    """The same of a row of the answer."""
    if row.metric is not None:
        return row.metric.iri, row.value, row.unit, row.place and row.place.iri, row.period, row.status
    return (row.entity.label if row.entity else row.period or row.evidence[0].passage,)


def test_quotes_stand_in_their_documents(answerer: Answerer, build: Build) -> None:
    for question in QUESTIONS:
        for row in answerer.answer(question["q"]).rows:
            for evidence in row.evidence:
                text = build.passages.text(evidence.source.id)
                assert text[evidence.start : evidence.end].replace("\n", "")[:8] == evidence.quote.replace("\n", "")[:8]


def test_the_answer_says_its_magnitude_in_the_language_asked(answerer: Answerer) -> None:
    assert "5.31万亿元" in answerer.answer("浙江2024年进出口总额").text
    assert "5.31 trillion yuan" in answerer.answer("Zhejiang total imports and exports 2024").text
    assert "5.31 trillion yuan" in answerer.answer("浙江2024年进出口总额", language="en").text


def test_a_comparison_gives_the_difference(answerer: Answerer) -> None:
    answer = answerer.answer("浙江和江苏2024年GDP增速谁快，差多少")
    assert len(answer.rows) == 2
    assert "0.4百分点" in answer.text


def test_an_approximate_target_nearly_reached_is_close(answerer: Answerer) -> None:
    assert "接近目标" in answerer.answer("浙江2024年GDP增长目标完成了吗").text


def test_silence_says_what_there_is(answerer: Answerer) -> None:
    answer = answerer.answer("广东2024年GDP增速")
    assert not answer.answered
    assert "广东省" in answer.text
    assert "2024" in answer.text
    assert answer.nearest


def test_a_filter_taken_back_widens_the_question(answerer: Answerer) -> None:
    first = answerer.answer("广东2024年GDP增速")
    keys = {chip.key for chip in first.filters}
    assert {"place:广东省", "period:2024"} <= keys
    assert answerer.answer("广东2024年GDP增速", without=["place:广东省"]).answered


def test_relative_years_say_how_they_were_read(answerer: Answerer) -> None:
    answer = answerer.answer("去年浙江GDP增速")
    assert any("2024" in note for note in answer.notes)


def test_the_same_answer_every_time(answerer: Answerer) -> None:
    first = answerer.answer("浙江2024年GDP增速")
    again = answerer.answer("浙江2024年GDP增速")
    assert (first.text, first.sparql, first.rows, first.hits) == (again.text, again.sparql, again.rows, again.hits)


@pytest.mark.parametrize("question", ["", "？", "a", "浙江", "2024年", "{}<>\"'\\", "多少多少多少"])
def test_odd_questions_are_answered_or_not_but_never_fail(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).text


def test_suggestions(build: Build) -> None:
    assert "地区生产总值" in [each.text for each in suggest(build, "浙江 地区生")]
    assert "Zhejiang" in [each.text for each in suggest(build, "zhej")]
    assert suggest(build, "") == []


def test_citations(answerer: Answerer) -> None:
    source = answerer.answer("浙江2024年GDP增速").rows[0].evidence[0].source
    assert gbt7714(source).startswith("浙江省人民政府. 2025年浙江省政府工作报告（摘编）[R/OL]. 2025")
    assert "year = {2025}" in bibtex(source)
