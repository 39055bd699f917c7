"""Relations of whole documents: evidence, time, status, carried subjects, one link once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read
from extraction.context import DocumentContext, Genre
from extraction.describe import describe
from extraction.relations import relations
from model.document import Document, Passage, PassageKind
from model.statement import Predicate, Relation, Status
from model.text import OffsetMap, Piece

REPORT = """---
title: 2024年政府工作报告
---
2024年1月20日在苏州市第十七届人民代表大会第三次会议上
一、2023年工作回顾
深入实施“四大行动”，出台数据产权登记管理办法。成功举办第六届数字产业大会。昆山获评国家创新型城市。
二、2024年重点工作
启动外贸提质三年行动，建成苏州湾科技馆。
"""
CHRONICLE = """质量强省工作纪实
2023年4月，江苏省市场监管局启动小微企业质量管理提升行动。联动实施标准强省战略，出台《质量管理评估规范》。
江苏省市场监管局联合省公安厅开展“铁拳”行动。同时，江苏省市场监管局深化“铁拳”行动。
"""


def document(text: str, name: str = "苏州市.md") -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        return read(path, source=name)[0]


def read_all(text: str, name: str = "苏州市.md") -> tuple[Document, list[Relation]]:
    made = document(text, name)
    return made, relations(made, describe(made))[0]


def test_quotes_are_verbatim_and_short() -> None:
    for text in (REPORT, CHRONICLE):
        made, found = read_all(text)
        assert found
        for relation in found:
            evidence = relation.evidence
            assert made.text[evidence.start : evidence.end] == evidence.quote
            assert len(evidence.quote) <= 80


def test_time_and_status_of_sections() -> None:
    _, found = read_all(REPORT)
    by_object = {relation.o: relation for relation in found}
    assert (by_object["四大行动"].time, by_object["四大行动"].status) == ("2023", Status.ACHIEVED)
    assert (by_object["外贸提质三年行动"].time, by_object["外贸提质三年行动"].status) == ("2024", Status.TARGET)
    assert by_object["苏州湾科技馆"].p is Predicate.ESTABLISHES
    assert by_object["国家创新型城市"].s == "昆山市"
    assert all(by_object[name].s == "苏州市" for name in ("四大行动", "第六届数字产业大会"))


def test_subject_carries_over_and_a_link_counts_once() -> None:
    _, found = read_all(CHRONICLE, "chronicle.txt")
    links = [(relation.s, relation.p, relation.o) for relation in found]
    office, police = "江苏省市场监督管理局", "江苏省公安厅"
    assert (office, Predicate.IMPLEMENTS, "标准强省战略") in links
    assert (office, Predicate.ISSUES, "质量管理评估规范") in links
    assert (office, Predicate.COOPERATES_WITH, police) in links
    assert links.count((office, Predicate.IMPLEMENTS, "铁拳行动")) == 1
    assert (police, Predicate.IMPLEMENTS, "铁拳行动") in links
    april = next(relation for relation in found if relation.o == "小微企业质量管理提升行动")
    assert april.time == "2023-04"


def test_surface_forms_are_kept() -> None:
    made = document(CHRONICLE, "chronicle.txt")
    _, aliases = relations(made, describe(made))
    assert ("质量管理评估规范", "《质量管理评估规范》") in {(alias.label, alias.surface) for alias in aliases}


def test_short_names_that_the_document_defines() -> None:
    text = "苏州市市场监管局发布《苏州市直播营销合规指引》（以下简称《指引》）。据悉，《指引》于8月1日起正式施行。"
    _, found = read_all(f"（记者张三）{text}", "2023-08-02.txt")
    assert {relation.o for relation in found} == {"苏州市直播营销合规指引"}


def test_a_sentence_cut_by_the_layout_quotes_the_piece_with_the_object() -> None:
    text = "省市场\n图为检查现场。\n监管局实施放心消费行动。"
    pieces = OffsetMap((Piece(0, 0, 3), Piece(3, 12, 12)))
    passage = Passage("d/p0", "d", 0, PassageKind.SENTENCE, "省市场监管局实施放心消费行动。", 0, 24, pieces, 0)
    made = Document("d", "d.txt", "", text, "", passages=(passage,))
    (relation,), _ = relations(made, DocumentContext(Genre.OTHER, "江苏省", "320000"))
    assert relation.evidence.quote == "监管局实施放心消费行动"
    assert (relation.s, relation.o) == ("江苏省市场监督管理局", "放心消费行动")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="省市县区局委“”《》（）、，。；和与的等3年获批建成行动工程平台奖“会”", max_size=80))
def test_never_raises_on_odd_text(sentence: str) -> None:
    offsets = OffsetMap((Piece(0, 0, len(sentence)),))
    passage = Passage("d/p0", "d", 0, PassageKind.SENTENCE, sentence, 0, len(sentence), offsets, 0)
    made = Document("d", "d.txt", "", sentence, "", passages=(passage,))
    for relation in relations(made, DocumentContext(Genre.OTHER, "江苏省", "320000"))[0]:
        assert made.text[relation.evidence.start : relation.evidence.end] == relation.evidence.quote


@pytest.mark.corpus
def test_shared_reports_give_relations_of_every_kind() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "reports" / "宁波市"
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus")
    made = read(folder / "2022.md", source="宁波市/2022.md")[0]
    kinds = {relation.p for relation in relations(made, describe(made))[0]}
    assert len(kinds) >= 8
