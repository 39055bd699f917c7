"""Whether the passage that answers a question is among the ten best: recall@10 and MRR@10 by language.

A passage is relevant when it stands in a document that the question names and holds one of its evidence strings (blanks
aside). Recall is over evidence strings, so a question with three documents needs three passages.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.places import SHARED, questions, with_build
from bench.results import Figure, Result
from builds import Build, open_build

_K = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """`relevant` has one set of passage ids for each evidence string that the build holds."""

    text: str
    language: str
    relevant: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    language: str
    recall: float
    reciprocal_rank: float
    seconds: float


def run(arguments: Sequence[str]) -> Result:
    options = with_build("retrieval")
    options.add_argument("--questions", type=Path, default=SHARED / "gold" / "qa_dev.jsonl")
    options.add_argument("--dense-weight", type=float, help="instead of the measured weights")
    chosen = options.parse_args(arguments)
    build = open_build(chosen.build).warm()
    judged = list(judge(build, questions(chosen.questions)))
    scores = [score(build, question, dense_weight=chosen.dense_weight) for question in judged]
    passages = build.manifest.counts["passages"]
    build.close()
    return Result(
        subject=f"{len(judged)} questions of {chosen.questions.name} over {passages:,} passages",
        figures=tuple(_figures(scores)),
        details={"build": build.id, "dense_weight": chosen.dense_weight},
    )


def judge(build: Build, records: Sequence[dict[str, Any]]) -> Iterator[Judged]:
    """The questions of which the build holds evidence."""
    sources = {info.source: info.id for info in build.passages.documents()}
    texts: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        documents = [id for source, id in sources.items() if source.endswith(tuple(record["docs"]))]
        for document in documents:
            if document not in texts:
                texts[document] = [(p.id, _bare(p.text)) for p in build.passages.passages_of(document)]
        found = tuple(
            frozenset(id for document in documents for id, text in texts[document] if _bare(evidence) in text)
            for evidence in record["evidence"]
        )
        relevant = tuple(passages for passages in found if passages)
        if relevant:
            yield Judged(record["q"], record["lang"], relevant)


def score(build: Build, question: Judged, *, dense_weight: float | None = None) -> Score:
    started = time.perf_counter()
    hits = build.retriever.search(question.text, k=_K, language=question.language, dense_weight=dense_weight)
    seconds = time.perf_counter() - started
    found = [hit.passage for hit in hits]
    recall = sum(not passages.isdisjoint(found) for passages in question.relevant) / len(question.relevant)
    first = next((rank for rank, id in enumerate(found, start=1) if any(id in p for p in question.relevant)), None)
    return Score(question.language, recall, 1 / first if first else 0.0, seconds)


def _figures(scores: Sequence[Score]) -> Iterator[Figure]:
    for language in sorted({score.language for score in scores}):
        mine = [score for score in scores if score.language == language]
        yield Figure(f"questions ({language})", len(mine))
        yield Figure(f"recall@{_K} ({language})", sum(score.recall for score in mine) / len(mine))
        yield Figure(f"MRR@{_K} ({language})", sum(score.reciprocal_rank for score in mine) / len(mine))
    times = sorted(score.seconds for score in scores)
    yield Figure("time, median", 1000 * times[len(times) // 2], "ms")
    yield Figure("time, 95th percentile", 1000 * times[int(0.95 * (len(times) - 1))], "ms")


def _bare(text: str) -> str:
    return "".join(text.split())
