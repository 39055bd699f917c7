"""What a figure counts must be what the question counts."""

from __future__ import annotations

import pytest

from answering.counting import adds, count_fit
from answering.facts import Evidence, Fact, Source
from answering.understanding.reader import read_question

NEWEST = 2026


def fact(name: str, quote: str, stated: str, unit: str = "家") -> Fact:
    source = Source("d", "iri", "标题", None, "")
    evidence = Evidence("d/p0", quote, quote, 0, len(quote), source)
    return Fact("f", "metric/m-1", name, "level", 35.0, unit, stated, "=", "achieved", evidence)


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("2023年武汉高新技术企业净增多少家", True),
        ("江西一共有多少家单项冠军企业", False),
        ("江西有多少家单项冠军企业", None),
        ("How many research stations are there in Zhejiang?", False),
    ],
)
def test_what_the_question_counts(question: str, added: bool | None) -> None:
    assert read_question(question, newest=NEWEST).added is added


@pytest.mark.parametrize(
    ("quote", "name", "stated", "expected"),
    [
        ("新增35家制造业单项冠军", "新增制造业单项冠军", "35家", True),
        ("新增35家制造业单项冠军、总数达270家", "总数", "270家", False),
        ("认定AAA级企业1718家", "认定AAA级企业", "1718家", None),
    ],
)
def test_what_the_fact_counts(quote: str, name: str, stated: str, expected: bool | None) -> None:
    assert adds(fact(name, quote, stated)) is expected


def test_all_there_are_do_not_answer_how_many_were_added() -> None:
    query = read_question("2023年武汉高新技术企业净增多少家", newest=NEWEST)
    added, total = (
        fact("净增高新技术企业", "净增高新技术企业超2000家", "2000家"),
        fact("总量", "总量达1.45万家", "1.45万家"),
    )
    assert count_fit(added, query) > count_fit(total, query)


def test_the_noun_behind_the_number_is_what_is_counted() -> None:
    query = read_question("服务月里走访了多少企业", newest=NEWEST)
    visited = fact("实地走访企业", "实地走访企业304家", "304家")
    solved = fact("解决企业诉求和困难", "解决企业诉求和困难210个", "210个", "个")
    assert count_fit(visited, query) > count_fit(solved, query)


def test_a_name_in_quotation_marks_must_be_said() -> None:
    query = read_question("江西一共有多少家国家级专精特新“小巨人”", newest=NEWEST)
    assert query.counted == "国家级专精特新“小巨人”"
    assert count_fit(fact("专精特新中小企业", "专精特新中小企业达4162家", "4162家"), query) < 0
