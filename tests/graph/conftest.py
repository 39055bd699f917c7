"""A small document of our own, with everything a document can state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from graph.naming import Names
from graph.triples import document_ntriples
from model.document import Document, Passage, PassageKind
from model.identifiers import digest, document_id, passage_id
from model.statement import (
    Alias,
    Comparator,
    EntityType,
    Evidence,
    Measure,
    Observation,
    Predicate,
    Relation,
    Statement,
    Status,
)
from model.text import OffsetMap, Piece

SENTENCES = (
    "2023年，海蓝省新增科技企业1.25万家，增长8.5%，总量居全国第二。",
    "杭州市获评全国网络市场监管与服务示范区，宁波市力争创建示范区。",
    "这一句没有任何数字。",
)


@dataclass(frozen=True, slots=True)
class Sample:
    document: Document
    context: SimpleNamespace
    statements: tuple[Statement, ...]
    aliases: tuple[Alias, ...]

    def ntriples(self, names: Names) -> str:
        return document_ntriples(self.document, self.context, self.statements, self.aliases, names=names)


def make_sample(source: str = "samples/own.txt", value: float = 12500.0) -> Sample:
    document = _document(source)
    return Sample(document, _context(), tuple(_statements(document, value)), _aliases())


@pytest.fixture(scope="session")
def names() -> Names:
    return Names.load()


@pytest.fixture
def sample() -> Sample:
    return make_sample()


@pytest.fixture
def make() -> Callable[..., Sample]:
    return make_sample


def _document(source: str) -> Document:
    text, passages = "", []
    identifier = document_id(source)
    for index, sentence in enumerate(SENTENCES):
        start = len(text)
        text += sentence + "\n"
        offsets = OffsetMap((Piece(0, start, len(sentence)),))
        passages.append(
            Passage(passage_id(identifier, index), identifier, index, PassageKind.SENTENCE, sentence, start,
                    start + len(sentence), offsets, index)
        )
    return Document(identifier, source, "海蓝省2023年工作纪实", text, digest(text, length=64), issued="2024-01-08",
                    passages=tuple(passages))


def _context() -> SimpleNamespace:
    return SimpleNamespace(genre="other", place="浙江省", place_code="330000", publisher="浙江省人民政府",
                           issued="2024-01-08", subject_year=2023)


def _evidence(document: Document, index: int, quote: str) -> Evidence:
    passage = document.passages[index]
    start = document.text.index(quote)
    return Evidence(document.source, document.title, passage.id, passage.text, start, start + len(quote), quote)


def _statements(document: Document, value: float) -> list[Statement]:
    first = _evidence(document, 0, "新增科技企业1.25万家")
    second = _evidence(document, 0, "增长8.5%")
    third = _evidence(document, 1, "杭州市获评全国网络市场监管与服务示范区")
    fourth = _evidence(document, 1, "宁波市力争创建示范区")
    designation = "全国网络市场监管与服务示范区"

    def identifier(*parts: object) -> str:
        return digest(document.id, *parts)

    return [
        Observation(identifier(1, value), first, "新增科技企业", "新增科技企业", Measure.LEVEL, value, "家", "1.25万家",
                    Comparator.EQUAL, Status.ACHIEVED, place="浙江省", agency="浙江省市场监督管理局", period="2023",
                    rank=2, rank_scope="全国", rule="test"),
        Observation(identifier(2), second, "新增科技企业", "新增科技企业", Measure.GROWTH, 8.5, "%", "8.5%",
                    Comparator.EQUAL, Status.ACHIEVED, place="浙江省", period="2021/2025"),
        Relation(identifier(3), third, "杭州市", EntityType.PLACE, Predicate.DESIGNATED_AS, designation,
                 EntityType.DESIGNATION, Status.ACHIEVED, time="2023"),
        Relation(identifier(4), fourth, "宁波市", EntityType.PLACE, Predicate.DESIGNATED_AS, designation,
                 EntityType.DESIGNATION, Status.TARGET),
    ]


def _aliases() -> tuple[Alias, ...]:
    return (Alias("Agency", "浙江省市场监督管理局", "省市场监管局"), Alias("Metric", "新增科技企业", "科技企业"))
