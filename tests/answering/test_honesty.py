"""What is not understood, not named or not there is not answered with something else."""

from __future__ import annotations

import pytest

from answering import Answerer
from answering.understanding.reader import read_question
from answering.understanding.spelling import corrected, simplified


@pytest.mark.parametrize(
    "question",
    [
        "asdf qwer zxcv",
        "?",
        "的的的的的",
        "😀",
        "What is the weather in Tokyo tomorrow?",
        "<img src=x onerror=alert(1)>",
        "Which agency launched the Sunshine Canteen campaign?",
    ],
)
def test_what_is_not_understood_is_not_answered(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert not answer.answered
    assert not answer.rows
    assert answer.text


@pytest.mark.parametrize("question", ["为什么浙江2024年GDP增速是5.5%", "Why did Zhejiang's GDP grow in 2024?"])
def test_a_reason_is_never_a_figure(answerer: Answerer, question: str) -> None:
    assert all(row.value is None for row in answerer.answer(question).rows)


def test_a_mistyped_name_is_asked_back(answerer: Answerer) -> None:
    answer = answerer.answer("Zhejang GDP grwoth 2024")
    assert not answer.answered
    assert answer.suggestions[0][0] == "Zhejiang GDP growth 2024"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("浙江GPD增速", "浙江GDP增速"),
        ("How much did China produce?", "How much did China produce?"),
        ("Hangzhu", "Hangzhou"),
    ],
)
def test_only_slips_are_corrected(asked: str, meant: str) -> None:
    assert corrected(asked) == meant


def test_traditional_characters_are_read_as_simplified() -> None:
    assert simplified("進出口總額") == "进出口总额"
    assert simplified("著名的乾隆年间，显著") == "著名的乾隆年间，显著"
    assert read_question("浙江2024年進出口總額", newest=2025).metrics == ("metric/trade",)
