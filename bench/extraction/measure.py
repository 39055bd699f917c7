"""The benchmark: the scorer beside the annotated documents, the hand-written cases, and characters a second.

The documents go the way an ingest takes them: read from their files, extracted, written as lines of `statements.jsonl`.
`--draw N --seed S` prints N statements drawn at random from a corpus instead, to be read by a person.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.extraction.cases import passed
from bench.results import Figure, Result
from corpus import discover, read
from extraction import Extractor
from model.document import Document
from model.errors import InvalidData
from model.records import to_line
from model.statement import Observation, Statement

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
_WORKERS = 2
_SAMPLE = 60


def run(arguments: Sequence[str]) -> Result:
    options = _options().parse_args(arguments)
    if options.draw:
        for line in drawn(options.corpus, options.draw, options.seed):
            print(line)
        raise SystemExit(0)
    scores, sample = scored(options.gold), _sampled(options.corpus, options.seed)
    strengths = passed(lambda case: case.strength)
    figures = [Figure(_NAMES[name], row["f1"], "F1") for name, row in scores["total"].items()]
    figures += _shares("cases that pass", strengths)
    figures += _shares("cases that pass", passed(lambda case: case.kind))
    figures.append(Figure("statements the verifier rejected", sample.rejected, f"of {sample.statements}"))
    figures.append(Figure(f"throughput on {_WORKERS} processes", round(sample.speed), "characters/s"))
    total = sum(count for _, count in strengths.values())
    return Result(f"{len(scores['documents'])} annotated documents, {total} cases", tuple(figures), scores)


def _shares(what: str, passing: Mapping[str, tuple[int, int]]) -> list[Figure]:
    return [
        Figure(f"{what}: {name}", round(right / count, 4), f"of {count}") for name, (right, count) in passing.items()
    ]


@dataclass(frozen=True, slots=True)
class Sample:
    """Documents drawn at random: statements written, statements rejected, characters a second (reading not counted)."""

    statements: int
    rejected: int
    speed: float


_NAMES = {
    "obs_value": "observations: value",
    "obs_metric": "observations: value and metric",
    "obs_core": "observations: core (measure and status too)",
    "obs_full": "observations: full (place, period and comparator too)",
    "rel_pair": "relations: pair",
    "rel_full": "relations: full",
}


def scored(gold: Path) -> dict[str, Any]:
    """What the scorer says of the statements that we take from the documents beside it."""
    scorer = gold / "score.py"
    if not scorer.is_file():
        raise InvalidData("no annotated documents", where=str(gold), advice="name their folder with --gold")
    with TemporaryDirectory() as folder:
        statements = Path(folder) / "statements.jsonl"
        with statements.open("w", encoding="utf-8") as file:
            file.writelines(
                to_line(statement) + "\n"
                for document in _documents([gold / "docs"])
                for statement in _statements(document)
            )
        command = [sys.executable, str(scorer), str(gold), "--statements", str(statements), "--json"]
        scores: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return scores


def drawn(corpus: Path, count: int, seed: int) -> Iterator[str]:
    """`count` observations from documents drawn at random, each with its sentence, for a person to judge."""
    chance = random.Random(seed)
    found = [found.path for found in discover([corpus])]
    documents = _documents(chance.sample(found, min(_SAMPLE, len(found))))
    observations = [one for document in documents for one in _statements(document) if isinstance(one, Observation)]
    for number, one in enumerate(chance.sample(observations, min(count, len(observations))), 1):
        where = "/".join(Path(one.evidence.document).parts[-2:])
        rank = f" rank {one.rank} {one.rank_scope}" if one.rank else ""
        yield f"{number}. {where}: {one.evidence.sentence[:400]}"
        yield (
            f"   [{one.evidence.quote}] {one.metric} | {one.measure} {one.comparator} {one.value} {one.unit}"
            f" | {one.place} {one.period}"
            f" {one.status}{rank}"
        )


def _sampled(corpus: Path, seed: int) -> Sample:
    found = [found.path for found in discover([corpus])]
    documents = list(_documents(random.Random(seed).sample(found, min(_SAMPLE, len(found)))))
    with ProcessPoolExecutor(_WORKERS) as pool:
        list(pool.map(_counts, documents[:_WORKERS]))
        start = time.perf_counter()
        counts = list(pool.map(_counts, documents, chunksize=4))
        seconds = time.perf_counter() - start
    characters = sum(len(document.text) for document in documents)
    return Sample(sum(kept for kept, _ in counts), sum(lost for _, lost in counts), characters / seconds)


def _counts(document: Document) -> tuple[int, int]:
    extraction = Extractor().extract(document)
    rejected = sum(count for name, count in extraction.counts.items() if name.startswith("rejected"))
    return len(extraction.statements), rejected


def _statements(document: Document) -> Sequence[Statement]:
    return Extractor().extract(document).statements


def _documents(paths: Iterable[Path]) -> Iterator[Document]:
    for found in discover(list(paths)):
        yield from read(found.path, source=found.source)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench extraction", description=__doc__)
    parser.add_argument(
        "--gold", type=Path, default=SHARED / "gold", help="folder with docs/, <doc>.jsonl and score.py"
    )
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus", help="documents to draw from and to time")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="print N statements to be read, and stop")
    parser.add_argument("--seed", type=int, default=1)
    return parser
