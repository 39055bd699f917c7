from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.catalogue import Catalogue, DocumentEntry, Keep, passage_key
from embeddings.encoders import Encoder, load_encoder
from embeddings.label_writer import LEXICON, LabelWriter
from embeddings.labels import Label, LabelIndex
from embeddings.lexical import LexicalIndex
from embeddings.retrieval import Retriever, Wording, open_retriever
from embeddings.vectors import create_vectors

ENTRIES = [
    DocumentEntry(0, "aaaa", "甲省政府工作报告", "甲省", 2024, 2023, "report"),
    DocumentEntry(1, "bbbb", "乙省政府工作报告", "乙省", 2025, 2024, "report"),
]
PASSAGES = {
    passage_key(0, 0): "城镇新增就业一百万人",
    passage_key(0, 1): "全省生产总值增长百分之五",
    passage_key(1, 0): "城镇新增就业一百万人",
    passage_key(1, 1): "森林覆盖率达到六成",
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def retriever(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("retrieval")
    catalogue = Catalogue(ENTRIES)
    catalogue.save(folder / "documents.json")
    LexicalIndex.create(folder / "lexical").update(
        (key, f"{catalogue.entry(key).context()} {text}") for key, text in PASSAGES.items()
    )
    vectors = create_vectors(folder / "vectors", encoder.dimension)
    vectors.update(np.array(list(PASSAGES), dtype=np.int64), encoder.encode(list(PASSAGES.values())))
    vectors.save()
    return open_retriever(folder, encoder)


def test_the_context_of_a_document_tells_like_sentences_apart(retriever: Retriever) -> None:
    assert retriever.search("乙省 2025年 新增就业", k=1)[0].passage == "bbbb/p0"
    assert retriever.search("甲省 2024年 新增就业", k=1)[0].passage == "aaaa/p0"


def test_an_english_question_is_carried_by_meaning(retriever: Retriever) -> None:
    assert retriever.search("forest coverage", k=1)[0].passage == "bbbb/p1"


def test_a_translation_beside_the_question_counts(retriever: Retriever) -> None:
    wordings = [Wording("new urban jobs"), Wording("乙省新增就业", 2.0)]
    assert retriever.search(wordings, k=1, language="en")[0].passage == "bbbb/p0"


def test_filters_narrow(retriever: Retriever) -> None:
    assert {h.passage[:4] for h in retriever.search("就业", keep=Keep(places=frozenset({"甲省"})))} == {"aaaa"}
    assert {h.passage[:4] for h in retriever.search("就业", keep=Keep(years=frozenset({2025})))} == {"bbbb"}
    assert retriever.search("就业", keep=Keep(documents=frozenset({"cccc"}))) == []


def test_ties_are_ordered_by_passage(encoder: Encoder, tmp_path: Path) -> None:
    bare = [DocumentEntry(1, "bbbb"), DocumentEntry(0, "aaaa")]
    lexical = LexicalIndex.create(tmp_path / "lexical")
    lexical.update([(passage_key(1, 0), "就业"), (passage_key(0, 0), "就业")])
    vectors = create_vectors(tmp_path / "vectors", encoder.dimension)
    hits = Retriever(Catalogue(bare), lexical, vectors, encoder).search("就业")
    assert [hit.passage for hit in hits] == ["aaaa/p0", "bbbb/p0"]


def test_an_empty_question_finds_nothing(retriever: Retriever) -> None:
    assert retriever.search("  ") == []
    assert retriever.search([]) == []


def test_a_document_can_be_replaced(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "lexical")
    index.update([(passage_key(1, 0), "就业"), (passage_key(2, 0), "就业")])
    index.update([(passage_key(3, 0), "就业")], remove=[1])
    assert [key for key, _ in LexicalIndex.open(tmp_path / "lexical").search({"就业": 1.0}, 10)] == [
        passage_key(2, 0),
        passage_key(3, 0),
    ]


LABELS = [
    Label("metric/gdp", "Metric", "地区生产总值"),
    Label("metric/gdp", "Metric", "GDP"),
    Label("metric/jobs", "Metric", "城镇新增就业人数"),
    Label("place/330000", "Place", "浙江省"),
]


@pytest.fixture(scope="module")
def labels(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> LabelIndex:
    folder = tmp_path_factory.mktemp("labels") / "labels"
    writer = LabelWriter(folder, encoder)
    writer.add(LEXICON, LABELS)
    assert writer.finish() == 4
    return LabelIndex.open(folder, encoder)


def test_a_name_goes_with_the_last_document_that_uses_it(encoder: Encoder, tmp_path: Path) -> None:
    first = LabelWriter(tmp_path / "first", encoder)
    first.add(1, LABELS[:2])
    first.add(2, LABELS[1:3])
    assert first.finish() == 3
    second = LabelWriter(tmp_path / "second", encoder, last=tmp_path / "first")
    second.remove(2)
    second.add(3, [LABELS[3]])
    assert second.finish() == 3
    index, before = (LabelIndex.open(tmp_path / name, encoder) for name in ("second", "first"))
    assert {hit.label for hit in index.search("城镇新增就业人数")}.isdisjoint({"城镇新增就业人数"})
    assert [hit.uses for hit in index.exact("GDP")] == [1]
    assert [hit.id for hit in index.exact("浙江省")] == ["place/330000"]
    assert [hit.uses for hit in before.exact("GDP")] == [2]
    assert before.search("新增就业", k=1)[0].id == "metric/jobs"
    index.close()
    before.close()


def test_names_encoded_elsewhere_give_the_same_index(encoder: Encoder, tmp_path: Path) -> None:
    names = [Label(f"metric/{number}", "Metric", f"指标{number}") for number in range(2500)]
    alone, helped = LabelWriter(tmp_path / "alone", encoder), LabelWriter(tmp_path / "helped", encoder)
    for start in (0, 1250):
        alone.add(start + 1, names[start : start + 1250])
        helped.add(start + 1, names[start : start + 1250])
        for block in helped.full_blocks():
            helped.encoded(encoder.encode(block))
    assert alone.finish() == helped.finish() == len(names)
    files = [path.relative_to(tmp_path / "alone") for path in (tmp_path / "alone" / "vectors").iterdir()]
    assert files
    for file in files:
        assert (tmp_path / "alone" / file).read_bytes() == (tmp_path / "helped" / file).read_bytes()


def test_the_same_name_scores_one(labels: LabelIndex) -> None:
    hit = labels.search("ｇｄｐ")[0]
    assert (hit.id, hit.score) == ("metric/gdp", 1.0)
    assert [hit.label for hit in labels.exact("GDP")] == ["GDP"]


def test_a_thing_is_named_once_under_its_best_name(labels: LabelIndex) -> None:
    found = labels.search("生产总值")
    assert [hit.id for hit in found].count("metric/gdp") == 1
    assert found[0].label == "地区生产总值"


def test_a_name_in_another_language_is_found_by_meaning(labels: LabelIndex) -> None:
    assert labels.search("number of new urban jobs")[0].id == "metric/jobs"
    assert labels.search("number of new urban jobs", dense=False) == []


def test_kinds_narrow(labels: LabelIndex) -> None:
    assert {hit.kind for hit in labels.search("浙江省生产总值", kinds={"Metric"})} == {"Metric"}
