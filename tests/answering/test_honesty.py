"""What is not understood, not named or not there is not answered with something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answering import Answerer
from answering.answer import Named, Row
from answering.facts import Evidence, Source
from answering.notes import computed
from answering.understanding.query import Kind
from answering.understanding.reader import read_question
from answering.understanding.spelling import corrected, simplified
from answering.wording import value_text


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


def test_a_target_is_called_one(answerer: Answerer) -> None:
    text = answerer.answer("浙江2025年GDP").text
    assert "目标" in text
    assert "没有总量" in text


@pytest.mark.parametrize(
    ("question", "unit", "measure"),
    [("What share of Hangzhou's GDP is the digital economy?", "%", "share"), ("金华签约金额", "元", "level")],
)
def test_the_measure_asked_for_is_given(answerer: Answerer, question: str, unit: str, measure: str) -> None:
    row = answerer.answer(question).rows[0]
    assert (row.unit, row.measure) == (unit, measure)


@pytest.mark.parametrize(
    "question", ["Did Zhejiang meet its 2024 growth target?", "Which provinces missed their 2024 growth target?"]
)
def test_a_growth_target_is_that_of_the_whole_economy(answerer: Answerer, question: str) -> None:
    rows = answerer.answer(question).rows
    assert {(row.status, row.value) for row in rows} == {("target", 5.5), ("achieved", 5.2)}


def test_all_missed_targets_of_a_place_are_listed(answerer: Answerer) -> None:
    rows = answerer.answer("浙江省2024年有哪些目标没有完成").rows
    labels = {row.metric.label for row in rows if row.metric}
    assert "新增专精特新“小巨人”企业" in labels
    assert "地区生产总值" not in labels  # 5.2 % is close to "about 5.5 %"
    assert {row.status for row in rows} == {"target", "achieved"}


def test_what_an_agency_carried_out_is_read_from_the_graph(answerer: Answerer) -> None:
    answer = answerer.answer("江苏省市场监管局开展了哪些行动")
    labels = {row.entity.label for row in answer.rows if row.entity}
    assert labels >= {"苏服到家行动", "清源行动"}
    assert all(label.endswith("行动") for label in labels)


def test_fragments_of_a_sentence_are_no_things(answerer: Answerer) -> None:
    for question in ("省市场监管局2023年开展了哪些专项行动？", "江苏省市场监管局开展了哪些专项行动"):
        labels = [row.entity.label for row in answerer.answer(question).rows if row.entity]
        assert not any("查处" in label or "6127" in label or "在全省" in label for label in labels)
    assert not answerer.answer("省市场监管局2023年开展了哪些专项行动？").answered


def test_a_figure_for_a_wider_place_says_so(answerer: Answerer) -> None:
    answer = answerer.answer("绍兴学校食堂整改率")
    row = answer.rows[0]
    assert row.place is not None
    assert row.place.label == "绍兴市" or ("绍兴市" in answer.text and "绍兴" in row.evidence[0].sentence)


def test_where_no_place_is_asked_for_all_places_are_shown(answerer: Answerer) -> None:
    rows = answerer.answer("2024年GDP增速是多少").rows
    places = [row.place.label for row in rows if row.place]
    assert len(places) == len(set(places))
    assert len(places) > 1
    assert {row.period for row in rows} == {"2024"}


def test_counts_in_a_sentence_are_no_honours(answerer: Answerer) -> None:
    for question in ("南京市获得了哪些称号", "江苏获得了哪些荣誉"):
        assert not any("标准" in row.entity.label for row in answerer.answer(question).rows if row.entity)


def test_a_target_that_is_striven_for_says_so() -> None:
    source = Source("d", "iri", "标题", None, "")
    sentence = "实施提振消费行动，力争社会消费品零售总额增长5%以上。"
    evidence = Evidence("d/p0", "社会消费品零售总额增长5%以上", sentence, 0, 16, source)
    row = Row((evidence,), value=5.0, unit="%", comparator=">=", measure="growth", status="target")
    assert value_text(row, "zh") == "力争不低于5%"
    assert value_text(row, "en") == "striving for at least 5%"
    assert value_text(replace(row, status="achieved"), "zh") == "不低于5%"


def test_several_targets_are_counted() -> None:
    def pair(metric: str, target: float, result: float) -> list[Row]:
        named = Named(metric, metric, "Metric")
        row = Row((), metric=named, unit="%", comparator="=", measure="growth", period="2024")
        return [replace(row, value=target, status="target"), replace(row, value=result, status="achieved")]

    query = read_question("浙江2024年哪些目标没有完成", newest=2026)
    rows = [*pair("a", 5.0, 4.0), *pair("b", 3.0, 2.0), *pair("c", 2.0, 2.5)]
    assert computed(replace(query, kind=Kind.TARGET_VS_OUTCOME), rows) == ["达到目标1项，未达到2项。"]


def test_a_target_of_a_past_year_answers_only_who_asks_for_targets(answerer: Answerer) -> None:
    for question in ("浙江2024年GDP增速", "江苏2023年GDP增速", "杭州2023年GDP增速"):
        assert all(row.status == "achieved" for row in answerer.answer(question).rows)
    assert answerer.answer("浙江2024年GDP增速目标").rows[0].status == "target"
