"""The hand-written cases, tables, quotes over breaks, and the annotated documents where they are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.extraction.cases import Case, cases, faults
from bench.extraction.measure import SHARED, scored
from corpus import read
from extraction import Extractor
from extraction.context import DocumentContext, Genre
from extraction.observations import observations
from model.document import Document
from model.statement import Observation

STRONG = [case for case in cases() if case.strength == "STRONG"]


@pytest.mark.parametrize("case", STRONG, ids=[case.text for case in STRONG])
def test_strong_case(case: Case) -> None:
    assert faults(case) == []


def document(tmp_path: Path, text: str, name: str = "a.md") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)[0]


def found(document: Document) -> Sequence[Observation]:
    return [one for one in Extractor().extract(document).statements if isinstance(one, Observation)]


BULLETIN = """---
title: 2024年某省国民经济和社会发展统计公报
---
# 2024年某省国民经济和社会发展统计公报

表1 2024年主要工业产品产量及其增长速度

| 产品名称 | 单位 | 产量 | 比上年增长（%） |
| --- | --- | --- | --- |
| 水泥 | 万吨 | 1,200.5 | -2.5 |
| 其中：特种水泥 | 万吨 | 20 | 3.0 |

表2 2024年年末人口数及其构成

| 指标 | 年末数（万人） | 比重（%） |
| --- | --- | --- |
| 常住人口 | 5800 | 100.0 |
| 其中：城镇 | 4100 | 70.7 |
"""


def test_tables(tmp_path: Path) -> None:
    rows = {
        (one.metric, one.measure.value, one.value, one.unit)
        for one in found(document(tmp_path, BULLETIN))
        if one.rule == "table"
    }
    assert ("水泥产量", "level", 12005000, "吨") in rows
    assert ("水泥产量", "growth", -2.5, "%") in rows
    assert ("特种水泥产量", "level", 200000, "吨") in rows
    assert ("常住人口", "level", 58000000, "人") in {(m.removesuffix("数"), *rest) for m, *rest in rows}
    assert any(metric.startswith("城镇") and measure == "share" and value == 70.7 for metric, measure, value, _ in rows)


def test_the_last_year_inside_a_review_of_five(tmp_path: Path) -> None:
    """A sentence about the last year turns to it, over sub-headings, until one about the five years turns back."""
    text = (
        "# 政府工作报告\n\n——2018年1月27日在辽宁省第十三届人民代表大会第一次会议上\n\n"
        "## 一、过去五年及2017年工作回顾\n\n"
        "建成绿道500公里。\n\n各位代表，2017年是本届政府的收官之年。\n\n"
        "### （一）经济稳中向好\n\n工业用电量增长4.5%。\n\n"
        "五年来，新建公园90个。\n"
    )
    (folder := tmp_path / "reports" / "辽宁省").mkdir(parents=True)
    periods = {one.metric: one.period for one in found(document(folder, text, "2018.md"))}
    assert periods == {"建成绿道": "2013/2017", "工业用电量": "2017", "新建公园": "2013/2017"}


def test_every_quote_is_verbatim_and_holds_the_stated_value(tmp_path: Path) -> None:
    report = document(tmp_path, BULLETIN + "\n2024年全省粮食产量120万吨，增长2%，居全国第5位。\n")
    statements = found(report)
    assert statements
    for one in statements:
        assert report.text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.stated in one.evidence.quote


def test_same_bytes_again(tmp_path: Path) -> None:
    report = document(tmp_path, BULLETIN)
    assert Extractor().extract(report).statements == Extractor().extract(report).statements


@pytest.mark.parametrize(
    "text",
    [
        "",
        "增长",
        "，、。5",
        "（（（3%",
        "“”3个",
        "由到5%",
        "、、3家、",
        "x" * 5000 + "3%",
        "3" * 400 + "个",
        "5%" * 300,
    ],
)
def test_odd_text_raises_nothing(text: str) -> None:
    context = DocumentContext(Genre.OTHER)
    assert list(observations(Document("d", "d", "", text, ""), context)) == []
    case = Case("odd", "", text, (), "STRONG")
    assert isinstance(faults(case), list)


@pytest.mark.corpus
@pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").is_file(), reason="needs the annotated documents in ../shared/gold"
)
def test_bars_on_the_annotated_documents() -> None:
    total = scored(SHARED / "gold")["total"]
    assert total["obs_value"]["f1"] >= 0.97
    assert total["obs_core"]["f1"] >= 0.93
    assert total["obs_full"]["f1"] >= 0.85
