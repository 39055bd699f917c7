from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.patterns import pattern
from extraction.quantities import find_quantities
from extraction.rules import PatternRule, entries, pattern_rules


def printed(text: str) -> list[str]:
    """Each quantity as "comparator value unit"."""
    found = []
    for one in find_quantities(text):
        upper = "" if one.upper is None else f"-{one.upper.normalize():f}"
        found.append(f"{one.comparator}{one.value.normalize():f}{upper} {one.unit.unit}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培育单位25万余家", [">=250000 家"]),
        ("受理举报3万多件", [">=30000 件"]),
        ("收入近6000亿元", ["~600000000000 元"]),
        ("占六成五", ["=65 %"]),
        ("下降千分之三", ["=3 ‰"]),
        ("占百分之五以上", [">=5 %"]),
        ("翻了两番", ["=4 倍"]),
        ("增长5%—5.5%左右", ["~5-5.5 %"]),
        ("新建3至5个", ["=3-5 个"]),
        ("达3000—5000亿元", ["=300000000000-500000000000 元"]),
        ("浓度为30微克／立方米", ["=30 微克/立方米"]),
        ("筹集住房15.6万套（间）", ["=156000 套（间）"]),
        ("发电六千一百八十亿千瓦小时", ["=618000000000 千瓦时"]),
        ("缩短至3个工作日以内", ["<=3 个工作日"]),
        ("分别提高20、36、54个百分点", ["=20 百分点", "=36 百分点", "=54 百分点"]),
        ("突破千亿元", [">100000000000 元"]),
        ("节约能源5万吨", ["=50000 吨"]),
        ("两张清单、五大行动、千家万户", []),
        ("2023年11月8日第十三届", []),
    ],
)
def test_quantities(text: str, expected: list[str]) -> None:
    assert printed(text) == expected


@given(st.text(alphabet="0123456789.,万亿千百十一二三年月日%个家元至—“”（）、，增长超近第N年A5G", max_size=40))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for one in find_quantities(text):
        assert end <= one.before <= one.start < one.core <= one.end <= len(text)
        end = one.end


RULES = [
    (name, rule)
    for name in ("not_quantities", "targets", "time_cues", "spoken_numbers", "periods")
    for rule in pattern_rules(name)
]


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{name}/{rule.id}" for name, rule in RULES])
def test_rules_hold_on_their_examples(name: str, rule: PatternRule) -> None:
    assert [one for one in rule.examples if not rule.pattern.search(one)] == []
    assert [one for one in rule.counter_examples if rule.pattern.search(one)] == []


@pytest.mark.parametrize("entry", entries("clauses"), ids=lambda entry: entry["id"])
def test_clause_patterns_hold_on_their_examples(entry: dict[str, list[str]]) -> None:
    found = pattern(str(entry["id"]))
    assert entry["examples"]
    assert [one for one in entry["examples"] if not found.search(one)] == []
    assert [one for one in entry["counter_examples"] if found.search(one)] == []
