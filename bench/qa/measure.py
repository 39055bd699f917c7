"""Accuracy by class and language, retrieval and time; every wrong answer with what was understood."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answering import Answerer
from answering.records import answer_record
from bench.places import SHARED, questions, with_build
from bench.qa.scoring import Record, right
from bench.results import Figure, Result
from builds import Build, open_build

FOLDER = Path(__file__).parent
_HITS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """`rank` is that of the first hit that holds an evidence sentence, None if none does; `shown` whether a
    right value's row quotes one (None where that is not asked)."""

    question: Record
    answer: Record
    right: bool
    answered: bool
    rank: int | None
    shown: bool | None
    milliseconds: float


def run(arguments: Sequence[str]) -> Result:
    options = with_build("qa")
    options.add_argument("--questions", type=Path, nargs="+", default=_sets())
    chosen = options.parse_args(arguments)
    build = open_build(chosen.build).warm()
    records = [{**record, "set": path.stem} for path in chosen.questions for record in questions(path)]
    scored = list(score(build, records))
    for line in wrong_answers(scored):
        print(line, file=sys.stderr)
    build.close()
    return Result(
        subject=f"{len(scored)} questions over {build.manifest.counts['documents']:,} documents",
        figures=tuple(figures(scored)),
        details={"build": build.id, "wrong": [each.question["id"] for each in scored if not each.right]},
    )


def _sets() -> list[Path]:
    """Our own questions over the corpus, and those beside the gold data where they are; the samples' are tests."""
    return [FOLDER / "corpus.jsonl", *SHARED.glob("gold/qa_dev.jsonl")]


def score(build: Build, records: Iterable[Record]) -> Iterator[Scored]:
    """The questions whose documents the build holds, answered."""
    answerer, sources = Answerer(build), {info.source: info.id for info in build.passages.documents()}
    answerer.answer("?")  # the first question loads what later ones share
    for record in records:
        if all(any(source.endswith(document) for source in sources) for document in record["docs"]):
            yield _scored(answerer, record, evidence_texts(build, sources, record))


def evidence_texts(build: Build, sources: dict[str, str], record: Record) -> list[str]:
    """Evidence is text, or `[document, start, end]`: where it stands in a document of the corpus."""
    return [each if isinstance(each, str) else _slice(build, sources, *each) for each in record.get("evidence", ())]


def figures(scored: Sequence[Scored]) -> Iterator[Figure]:
    yield from _accuracy("all", scored)
    groups: dict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        groups[each.question["lang"]].append(each)
        groups[each.question["class"]].append(each)
        groups["set " + each.question["set"]].append(each)
    for name in sorted(groups):
        yield from _accuracy(name, groups[name])
    shown = [each.shown for each in scored if each.shown is not None]
    yield Figure("right values whose evidence is shown", sum(shown) / max(1, len(shown)))
    for language in ("zh", "en"):
        ranks = [each.rank for each in groups[language] if each.question.get("evidence")]
        yield Figure(f"recall@{_HITS} ({language})", sum(rank is not None for rank in ranks) / max(1, len(ranks)))
        yield Figure(f"MRR@{_HITS} ({language})", sum(1 / rank for rank in ranks if rank) / max(1, len(ranks)))
    times = sorted(each.milliseconds for each in scored)
    yield Figure("time, median", times[len(times) // 2], "ms")
    yield Figure("time, 95th percentile", times[int(0.95 * (len(times) - 1))], "ms")


def wrong_answers(scored: Iterable[Scored]) -> Iterator[str]:
    for each in scored:
        if each.right:
            continue
        query = each.answer["query"]
        understood = ", ".join(chip["key"] for chip in query["filters"])
        outcome = "wrong" if each.answered else "missed"
        yield f"{each.question['id']} {outcome} {each.question['q']}"
        yield f"    wanted {each.question['class']} {each.question['answers']}"
        yield f"    understood {query['understood']} [{understood}]: {each.answer['answer']['text']}"


def _scored(answerer: Answerer, record: Record, evidence: Sequence[str]) -> Scored:
    begin = time.perf_counter()
    answer = answer_record(answerer.answer(record["q"]))
    spent = (time.perf_counter() - begin) * 1000
    rows, texts = answer["answer"]["rows"], [hit["text"] for hit in answer["hits"]]
    good = _defined(evidence, texts, rows) if record["class"] == "definition" else right(record, answer)
    asked = good and bool(evidence) and record["class"] in ("value", "count")
    return Scored(
        question=record,
        answer=answer,
        right=good,
        answered=answer["answer"]["status"] == "answered",
        rank=next((at for at, text in enumerate(texts[:_HITS], 1) if _holds([text], evidence)), None),
        shown=_holds(_cited(rows[:1]), evidence) if asked else None,
        milliseconds=spent,
    )


def _defined(evidence: Sequence[str], texts: Sequence[str], rows: Sequence[Record]) -> bool:
    return _holds([*texts[:5], *_cited(rows[:5])], evidence)


def _cited(rows: Sequence[Record]) -> list[str]:
    return [evidence[key] for row in rows for evidence in row["evidence"] for key in ("sentence", "quote")]


def _holds(texts: Iterable[str], evidence: Sequence[str]) -> bool:
    bare = ["".join(text.split()) for text in texts]
    return any("".join(wanted.split()) in text for wanted in evidence for text in bare)


def _slice(build: Build, sources: dict[str, str], document: str, start: int, end: int) -> str:
    found = next(known for source, known in sources.items() if source.endswith(document))
    return build.passages.text(found)[start:end]


def _accuracy(name: str, scored: Sequence[Scored]) -> Iterator[Figure]:
    wrong = sum(not each.right and each.answered and each.question["class"] != "definition" for each in scored)
    yield Figure(f"questions ({name})", len(scored))
    yield Figure(f"exactly right ({name})", sum(each.right for each in scored) / max(1, len(scored)))
    yield Figure(f"wrong ({name})", wrong / max(1, len(scored)))
