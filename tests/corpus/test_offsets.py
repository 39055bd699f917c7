"""Passages are pieces of the document, whatever the document looks like."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import furniture, passages
from corpus.lines import front_matter, lines
from corpus.sentences import sentence_spans
from model.document import Passage, Table

_MARKS = ["**", "# ", "## ", "- ", "※ ", "> ", "|", "| --- |", "<br>", "<!--", "-->", "[2]", "\\*", "&nbsp;", "---\n"]
_BREAKS = ["\n", "\r\n", "\n\n", "\n\n\n", " ", "\t", "\u3000", "\ufeff", "\u200b"]
_POINTS = ["。", "！", "？", "；", "，", "“", "”", "（", "）", "……", "一、", "（一）", "1.", "![图](a)", "[网](b)"]
_WORDS = ["图为", "（下转第三版）", "。资料图据", "来源：某报", "责任编辑：", "各位代表：", "增长5.5%", "2023年",
          "省市", "场监管局", "title: 报告\n"]
_PARTS = st.sampled_from([*_MARKS, *_BREAKS, *_POINTS, *_WORDS])
_TEXTS = st.lists(st.one_of(_PARTS, st.text(max_size=4)), max_size=60).map("".join)


def _segments(text: str) -> passages.Segments:
    _, body = front_matter(text)
    kept, _ = furniture.clear(lines(text, body))
    return passages.segment("document/x", text, kept)


def _pieces(text: str, passage: Passage) -> str:
    return "".join(text[piece.there:piece.there + piece.length] for piece in passage.offsets.pieces)


def _check_table(text: str, table: Table) -> None:
    assert len(table.rows) == len(table.row_passages)
    for cell in (*table.header, *(cell for row in table.rows for cell in row)):
        assert cell.text.endswith(re.sub(r"\*{2,}|<br>|&nbsp;|\\(?=\|)", "", text[cell.start:cell.end]))


@given(_TEXTS)
@example("| a | b |\n| --- | --- |\n| <br>**纱** | 1 |\n")
@example("指标 全国\n城市 农村\n纱 1 2 3\n布 1 2 3\n丝 1 -2 3%\n")
@example("全省推出18项创\n\n\n图为现场。\n\n新举措，建设16个基地。")
@example("0\n\n> |---\n\r。资料图据。")
@example(">  |")
@example("| a <!-- b --> | c |\n| 1 | 2 |\n")
@example("<!-- a\nb -->正文。\n|\u200b|")
@settings(max_examples=400, deadline=None)
def test_passages_are_pieces_of_the_document(text: str) -> None:
    segments = _segments(text)
    for passage in segments.passages:
        assert passage.text.strip() == passage.text != ""
        assert _pieces(text, passage) == passage.text
        pieces = passage.offsets.pieces
        assert (pieces[0].there, pieces[-1].there + pieces[-1].length) == (passage.start, passage.end)
        assert all(left.there + left.length < right.there for left, right in pairwise(pieces))
    starts = [passage.start for passage in segments.passages]
    assert starts == sorted(set(starts))
    assert [passage.index for passage in segments.passages] == list(range(len(starts)))
    for table in segments.tables:
        _check_table(text, table)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_two_passages_share_a_character(text: str) -> None:
    taken = [
        offset
        for passage in _segments(text).passages
        for piece in passage.offsets.pieces
        for offset in range(piece.there, piece.there + piece.length)
    ]
    assert len(taken) == len(set(taken))


@given(st.text(alphabet="全省增长5。！？；;.!?”’（）()\" A\n", max_size=80))
def test_sentences_cover_the_paragraph(text: str) -> None:
    spans = sentence_spans(text)
    covered = "".join(text[span.start:span.end] for span in spans)
    assert covered.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(left.end <= right.start for left, right in pairwise(spans))
