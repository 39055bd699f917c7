"""A graph of reports of our own writing: a report says one thing a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.naming import Names
from graph.store import EmbeddedStore
from graph.terms import Iri
from graph.triples import document_ntriples
from graph.vocabulary import vocabulary_graphs
from lexicon.places import Places
from model.document import Document, Passage, PassageKind
from model.identifiers import digest, document_id, passage_id
from model.statement import (
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

BASE = "https://w3id.org/chaotou/id/"


def place(name: str) -> str:
    found = Places.load().named(name)
    if found is None:
        raise KeyError(name)
    return f"{BASE}place/{found.code}"


def metric(name: str) -> str:
    return f"{BASE}metric/{name}"


@dataclass
class Corpus:
    """`say` collects statements by (place, issued) – one report each; `store` is the graph of all of them."""

    names: Names
    vocabulary: EmbeddedStore
    folder: Path
    reports: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def say(
        self,
        where: str,
        period: str | None,
        name: str,
        value: float | None,
        stated: str = "",
        *,
        report: str = "",
        **more: Any,
    ) -> None:
        """A statement about `where` in the report of `report` ("浙江省 2026"; by default its own, a year after)."""
        author, _, year = (report or f"{where} {int((period or '2024')[:4]) + 1}").partition(" ")
        shown = stated or (f"{value:g}" if value is not None else "第一")
        self.reports[author, year].append(
            {"place": where, "period": period, "name": name, "value": value, "stated": shown, **more}
        )

    def relate(
        self, report: str, s: tuple[str, EntityType], p: Predicate, o: tuple[str, EntityType], **more: Any
    ) -> None:
        author, _, year = report.partition(" ")
        self.reports[author, year].append({"relation": (s, p, o), **more})

    def store(self, *, undated: str = "") -> EmbeddedStore:
        """`undated` is the title of one more document, without date and statements."""
        at = next(self.folder / str(n) for n in count() if not (self.folder / str(n)).exists())
        self.vocabulary.snapshot(at)
        store = EmbeddedStore(at)
        if undated:
            document = Document(document_id(undated), undated, undated, "", digest(undated))
            nothing = SimpleNamespace(
                genre="other", place=None, place_code=None, publisher=None, issued=None, subject_year=None
            )
            graph = Iri(f"{BASE}document/{document.id}")
            store.replace(graph, document_ntriples(document, nothing, (), (), names=self.names))
        for (author, year), sayings in self.reports.items():
            document, statements = _report(author, year, sayings)
            found = Places.load().named(author)
            context = SimpleNamespace(
                genre="report", place=author, place_code=found.code if found else None, publisher=f"{author}人民政府",
                issued=f"{year}-01-20", subject_year=int(year) - 1,
            )  # fmt: skip
            graph = Iri(f"{BASE}document/{document.id}")
            store.replace(graph, document_ntriples(document, context, statements, (), names=self.names))
        return store


def _report(author: str, year: str, sayings: list[dict[str, Any]]) -> tuple[Document, list[Statement]]:
    source, title = f"{author}{year}.txt", f"{year}年{author}政府工作报告"
    identifier = document_id(source)
    passages: list[Passage] = []
    statements: list[Statement] = []
    text = ""
    for index, saying in enumerate(sayings):
        sentence = _sentence(saying)
        passage = _passage(identifier, index, sentence, len(text))
        evidence = Evidence(
            source, title, passage.id, sentence, len(text), len(text) + len(sentence) - 1, sentence[:-1]
        )
        passages.append(passage)
        statements.append(_statement(identifier, index, saying, evidence))
        text += sentence
    return Document(identifier, source, title, text, digest(text), f"{year}-01-20", {}, tuple(passages)), statements


def _sentence(saying: dict[str, Any]) -> str:
    if "relation" in saying:
        (subject, _), _, (object_, _) = saying["relation"]
        return f"{subject}与{object_}。"
    return f"{saying['period']}年{saying['place']}{saying['name']}{saying['stated']}。"


def _passage(document: str, index: int, sentence: str, start: int) -> Passage:
    offsets = OffsetMap((Piece(0, start, len(sentence)),))
    return Passage(
        passage_id(document, index),
        document,
        index,
        PassageKind.SENTENCE,
        sentence,
        start,
        start + len(sentence),
        offsets,
        index,
    )


def _statement(document: str, index: int, saying: dict[str, Any], evidence: Evidence) -> Statement:
    identifier = digest(document, index)
    status = Status(saying.get("status", "achieved"))
    if "relation" in saying:
        (subject, s_type), predicate, (object_, o_type) = saying["relation"]
        return Relation(identifier, evidence, subject, s_type, predicate, object_, o_type, status, saying.get("time"))
    return Observation(
        identifier,
        evidence,
        metric=saying["name"],
        metric_id=saying.get("id", saying["name"]),
        measure=Measure(saying.get("measure", "level")),
        value=saying["value"],
        unit=saying.get("unit", "元"),
        stated=saying["stated"],
        comparator=Comparator(saying.get("comparator", "=")),
        status=status,
        place=saying["place"],
        agency=saying.get("agency"),
        period=saying["period"],
        rank=saying.get("rank"),
        rank_scope=saying.get("scope"),
    )


@pytest.fixture(scope="session")
def names() -> Names:
    return Names.load()


@pytest.fixture(scope="session")
def new_corpus(names: Names, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Corpus]:
    """Corpora share one store of the ontology and the lexicons; each of their graphs is a hard-linked copy and more."""
    folder = tmp_path_factory.mktemp("stores")
    vocabulary = EmbeddedStore(folder / "vocabulary")
    for graph, lines in vocabulary_graphs(names):
        vocabulary.replace(graph, lines)
    return lambda: Corpus(names, vocabulary, folder)


@pytest.fixture
def corpus(new_corpus: Callable[[], Corpus]) -> Corpus:
    return new_corpus()
