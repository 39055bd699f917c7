"""What is read from a question, part by part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.understanding.numbers import expected_number, find_bar, top_number
from answering.understanding.query import Kind
from answering.understanding.reader import language_of, read_question
from answering.understanding.spelling import simplified
from answering.understanding.terms import translation
from answering.understanding.units import alike, asked_units
from answering.understanding.words import grams, load
from model.statement import Comparator, Measure, Status

NEWEST = 2026


def test_places_metric_period_status_and_measure() -> None:
    query = read_question("江西26年财政收入打算增长几个点？", newest=NEWEST)
    assert [place.name for place in query.places] == ["江西省"]
    assert query.periods == ("2026",)
    assert query.status is Status.TARGET
    assert query.measure is Measure.GROWTH
    assert "metric/public-revenue" in query.metrics
    assert "%" in query.units


def test_english_names_lead_to_chinese_ones() -> None:
    query = read_question("How many hogs did Sichuan send to market in 2025?", newest=NEWEST)
    assert [place.name for place in query.places] == ["四川省"]
    assert query.units == {"头"}
    assert any("出栏" in wording for wording in query.wordings)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("山东今年打算新增多少城镇就业岗位", Status.TARGET),
        ("武汉2020年要新增多少市场主体", Status.TARGET),
        ("到2030年杭州想把经济总量做到多大", Status.TARGET),
        ("浙江主要污染物排放量2023年", None),
        ("想看宁波2024年城镇就业", None),
        ("How many jobs is Hebei aiming for in 2026?", Status.TARGET),
    ],
)
def test_status(question: str, status: Status | None) -> None:
    assert read_question(question, newest=NEWEST).status is status


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("准确数字是多少户", "zh", {"户"}),
        ("追回多少钱", "zh", {"元"}),
        ("打算增长几个点", "zh", {"%", "百分点"}),
        ("how many hogs", "en", {"头"}),
        ("有多大", "zh", set()),
    ],
)
def test_units(text: str, language: str, units: set[str]) -> None:
    assert asked_units(text, language) >= units
    assert bool(asked_units(text, language)) == bool(units)


def test_units_that_answer_for_one_another() -> None:
    assert alike("家", "户")
    assert alike("标准箱", "标箱")
    assert not alike("元", "美元")


def test_numbers_that_belong_to_the_asking() -> None:
    assert expected_number("搞了哪五项行动") == 5
    assert expected_number("which four industrial clusters") == 4
    assert top_number("排前三的省") == 3
    bar = find_bar("2025年哪些省的GDP增速超过5.5%", "zh")
    assert bar is not None
    assert (bar.comparator, bar.value, bar.unit) == (Comparator.MORE, 5.5, "%")
    bar = find_bar("Which provinces grew by more than 5.5%?", "en")
    assert bar is not None
    assert (bar.comparator, bar.value, bar.unit) == (Comparator.MORE, 5.5, "%")


def test_filters_can_be_taken_back() -> None:
    query = read_question("浙江2023年GDP增速", newest=NEWEST, without=["place:浙江省", "period:2023"])
    assert (query.places, query.periods) == ((), ())


def test_what_is_excepted_is_no_content() -> None:
    query = read_question("除了已经入选的三市，浙江还有哪些设区市获准创建", newest=NEWEST)
    assert "入选" not in query.content


def test_a_total_over_years_is_one_value() -> None:
    query = read_question("浙江近五年一共新增多少高新技术企业", newest=NEWEST)
    assert (query.kind, query.periods) == (Kind.VALUE, ("2021/2025",))


def test_either_spelling_and_number() -> None:
    one = read_question("medical centres in Zhejiang", newest=NEWEST)
    other = read_question("medical center in Zhejiang", newest=NEWEST)
    assert translation(one.terms, load()) == translation(other.terms, load())


def test_pairs_of_characters() -> None:
    assert grams("5G基站") == {"5g", "基站"} or grams("5G基站") == {"5", "g", "基站"}
    assert grams("粮食产量") == {"粮食", "食产", "产量"}
    assert grams("破") == {"破"}


@pytest.mark.parametrize(
    ("text", "language"),
    [("浙江GDP", "zh"), ("GDP of Zhejiang", "en"), ("PM2.5 对比", "zh"), ("Hangzhou 杭州 GDP", "zh")],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(max_size=80))
def test_reading_never_raises(text: str) -> None:
    assert read_question(text, newest=NEWEST).text == simplified(text)


def test_nicknames_are_places_and_regions_only_where_places_are_compared() -> None:
    assert [place.name for place in read_question("蓉城2024年新增就业", newest=NEWEST).places] == ["成都市"]
    best = read_question("长三角2023年GDP增速哪个省最高", newest=NEWEST)
    assert best.kind is Kind.RANK
    assert best.scope == "province"
    assert len(best.places) == 4
    assert read_question("长三角科技创新共同体攻关项目多少项", newest=NEWEST).places == ()


def test_the_best_of_several_places_is_a_ranking_of_them() -> None:
    query = read_question("京津冀2024年GDP增速谁最高", newest=NEWEST)
    assert (query.kind, query.scope, len(query.places)) == (Kind.RANK, "province", 3)


def test_a_rank_goes_before_the_growth_it_ranks() -> None:
    query = read_question("绍兴2024年规上工业增加值增速在全省排第几", newest=NEWEST)
    assert query.measure is Measure.RANK
    assert query.ranked


def test_money_that_was_won_is_no_target() -> None:
    assert read_question("湖州2020年争取到多少地方政府专项债", newest=NEWEST).status is not Status.TARGET
