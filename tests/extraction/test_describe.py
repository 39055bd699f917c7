from __future__ import annotations

import pytest

from extraction.context import Genre
from extraction.describe import describe
from extraction.rules import pattern_rules
from model.document import Document


def document(text: str, title: str = "", source: str = "a.txt", **metadata: str) -> Document:
    return Document(id="d", source=source, title=title, text=text, content_hash="", metadata=metadata)


@pytest.mark.parametrize("rule", pattern_rules("documents"), ids=lambda rule: str(rule.id))
def test_rules(rule) -> None:  # type: ignore[no-untyped-def]
    assert all(rule.pattern.search(example) for example in rule.examples)
    assert not any(rule.pattern.search(example) for example in rule.counter_examples)


def test_work_report() -> None:
    text = "---\ntitle: x\n---\n**2019年1月21日在青岛市第十六届人民代表大会第三次会议上**\n一、2018年工作回顾"
    context = describe(document(text, title="2019年政府工作报告"))
    assert (context.genre, context.place, context.place_code) == (Genre.REPORT, "青岛市", "370200")
    assert (context.publisher, context.issued) == ("青岛市人民政府", "2019-01-21")
    assert (context.year, context.subject_year) == (2019, 2018)


def test_state_council_in_numerals() -> None:
    text = "二〇二五年三月五日在第十四届全国人民代表大会第三次会议上\n各位代表：\n我代表国务院报告工作。"
    context = describe(document(text, title="政府工作报告"))
    assert (context.place, context.publisher, context.issued) == ("全国", "国务院", "2025-03-05")


def test_report_given_in_december_speaks_of_its_own_year() -> None:
    text = "2022年12月26日在某市第十八届人民代表大会第二次会议上\n各位代表："
    context = describe(document(text, title="2023年政府工作报告", source="济南市/2023.md"))
    assert (context.place, context.year, context.subject_year) == ("济南市", 2022, 2022)


def test_bulletin() -> None:
    text = "国家统计局\n2020年2月28日\n全年增长。"
    context = describe(document(text, title="中华人民共和国2019年国民经济和社会发展统计公报"))
    assert (context.genre, context.publisher) == (Genre.STATISTICS, "国家统计局")
    assert (context.year, context.subject_year) == (2020, 2019)


def test_article_by_day_of_file_name_and_dateline_apart() -> None:
    text = "某某报杭州讯（记者张三）近日，金华市市场监管局开展检查。金华市市场监管部门表示，全市将继续推进。"
    context = describe(document(text, source="news/2023-08-14-07.txt"))
    assert (context.genre, context.place, context.issued) == (Genre.NEWS, "金华市", "2023-08-14")
    assert (context.year, context.subject_year) == (2023, 2023)


def test_chronicle_without_date() -> None:
    text = "广东质量强省工作纪实\n2021年，广东省推进改革。广东省2021年取得成绩，深圳、佛山、东莞走在前列。"
    context = describe(document(text, title="广东质量强省工作纪实"))
    assert (context.genre, context.place, context.issued) == (Genre.OTHER, "广东省", None)
    assert (context.year, context.subject_year) == (2022, 2021)


@pytest.mark.parametrize("text", ["", "\n\n", "三百字", "年月日" * 1000, "99999年99月99日在第届人民代表大会上"])
def test_odd_text(text: str) -> None:
    assert describe(document(text)).place is None
