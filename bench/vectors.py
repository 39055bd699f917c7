"""Whether the vector index finds the same ten best as exact search in float32, and how fast."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from bench.places import SHARED, questions, with_build
from bench.results import Figure, Result
from builds import Build, open_build
from embeddings.arrays import Vectors
from embeddings.vectors import VectorIndex, create_vectors

_K = 10


def run(arguments: Sequence[str]) -> Result:
    options = with_build("vectors")
    options.add_argument("--questions", type=Path, default=SHARED / "gold" / "qa_dev.jsonl")
    options.add_argument("--passages", type=int, default=50_000, help="distinct texts to index at most")
    chosen = options.parse_args(arguments)
    build = open_build(chosen.build)
    queries = build.encoder.encode([record["q"] for record in questions(chosen.questions)])
    exact = build.encoder.encode(_texts(build, chosen.passages))
    with tempfile.TemporaryDirectory() as scratch:
        index = create_vectors(Path(scratch, "vectors"), build.encoder.dimension)
        index.update(np.arange(len(exact), dtype=np.int64), exact)
        recall, seconds = _compare(index, exact, queries)
    build.close()
    return Result(
        subject=f"{len(queries)} questions against {len(exact):,} vectors",
        figures=(Figure(f"recall@{_K} against exact search", recall), Figure("time, median", 1000 * seconds, "ms")),
    )


def _texts(build: Build, most: int) -> list[str]:
    texts = (p.text for info in build.passages.documents() for p in build.passages.passages_of(info.id))
    return list(islice(dict.fromkeys(texts), most))


def _compare(index: VectorIndex, exact: Vectors, queries: Vectors) -> tuple[float, float]:
    """Mean recall, and the median time of a query in seconds."""
    agreed, seconds = 0, []
    for query in queries:
        started = time.perf_counter()
        found = index.search(query, _K)
        seconds.append(time.perf_counter() - started)
        best = np.argpartition(-(exact @ query), _K)[:_K]
        agreed += len(set(best.tolist()) & {key for key, _ in found})
    return agreed / (_K * len(queries)), sorted(seconds)[len(seconds) // 2]
