"""`python -m bench qa` over the samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.qa.measure import FOLDER, figures, run, score, wrong_answers
from bench.qa.scoring import right
from builds import open_build


def test_the_samples_questions_are_scored(samples_build: Path) -> None:
    result = run(["--build", str(samples_build), "--questions", str(FOLDER / "samples.jsonl")])
    measured = {figure.what: figure.value for figure in result.figures}
    assert measured["exactly right (all)"] >= 0.9
    assert measured["right values whose evidence is shown"] == 1.0
    assert measured["recall@10 (zh)"] == 1.0


def test_questions_about_absent_documents_are_left_out(samples_build: Path) -> None:
    build = open_build(samples_build)
    absent = {"id": "x", "q": "GDP", "lang": "en", "class": "value", "answers": [], "docs": ["no/such.md"]}
    assert list(score(build, [absent])) == []
    build.close()


def test_a_wrong_answer_is_listed_with_what_was_understood(samples_build: Path) -> None:
    build = open_build(samples_build)
    question = {
        "id": "x",
        "q": "浙江2024年GDP增速",
        "lang": "zh",
        "class": "value",
        "docs": [],
        "answers": [{"value": 9.9, "unit": "%"}],
    }
    scored = list(score(build, [question]))
    listed = "\n".join(wrong_answers(scored))
    assert "x wrong 浙江2024年GDP增速" in listed
    assert "place:浙江省" in listed
    assert any(figure.what == "wrong (all)" and figure.value == 1.0 for figure in figures(scored))
    build.close()


def test_our_questions_hold_places_in_the_corpus_not_its_text() -> None:
    records = [json.loads(line) for line in (FOLDER / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(records) >= 200
    assert all(isinstance(start, int) for record in records for _, start, _ in record["evidence"])
    assert len({record["q"] for record in records}) == len(records)


@pytest.mark.parametrize(
    ("wanted", "rows", "good"),
    [
        ([{"label": "南京市", "alt": ["南京"]}], [{"entity": {"label": "南京"}}], True),
        ([{"label": "南京市", "alt": []}, {"label": "无锡市", "alt": []}], [{"entity": {"label": "南京市"}}], False),
    ],
)
def test_sets_must_be_complete(wanted: list[object], rows: list[object], good: bool) -> None:
    question = {"class": "entities", "answers": wanted}
    assert right(question, {"answer": {"status": "answered", "rows": rows}}) is good
