"""How fast documents become a build, how much memory that takes, and how soon the build can be used and extended."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.memory import Run, measured
from bench.places import SHARED, parser
from bench.results import Figure, Result
from builds.manifest import Manifest
from builds.publishing import locked, publish, unfinished
from model.errors import BuildError

_MIB = 2**20
_AT_THE_END = ("finish indexes", "finish tables", "finish names", "wait for the graph", "publish")  # one after another
_ONE_MORE = "2024年，全市地区生产总值增长5.2%，城镇新增就业11.3万人。\n"
_OPEN = """
import json, resource, sys, time
started = time.monotonic()
from builds import open_build
open_build(sys.argv[1]).warm()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": time.monotonic() - started, "resident_kib": peak}))
"""


def run(arguments: Sequence[str]) -> Result:
    options = parser("ingest")
    options.add_argument("documents", nargs="*", default=[str(SHARED / "corpus")])
    options.add_argument("--workers", default="2")
    options.add_argument("--keep", type=Path, help="leave the build here as well")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch, "build")
        timings = Path(scratch, "timings.json")
        whole = _ingest(output, *chosen.documents, "--workers", chosen.workers, "--timings", str(timings))
        phases = json.loads(timings.read_text(encoding="utf-8"))
        if chosen.keep:
            _hand_over((output / "current").resolve(), chosen.keep)
        manifest = Manifest.load((output / "current").resolve())
        extra = Path(scratch, "one-more.txt")
        extra.write_text(_ONE_MORE, encoding="utf-8")
        one_more = _ingest(output, str(extra))
        opening = json.loads(measured([sys.executable, "-c", _OPEN, str(output / "current")]).output)
        size = sum(path.stat().st_size for path in (output / "current").resolve().rglob("*") if path.is_file())
    return Result(
        subject=f"{' '.join(chosen.documents)} with {chosen.workers} processes",
        figures=(*_figures(manifest, whole, one_more, opening, size), *_phases(phases, whole)),
        details={"counts": dict(manifest.counts), "output": whole.output.splitlines()[-20:], "phases": phases},
    )


def _figures(manifest: Manifest, whole: Run, one_more: Run, opening: dict[str, float], size: int) -> tuple[Figure, ...]:
    counts = manifest.counts
    return (
        Figure("documents", counts["documents"]),
        Figure("lines about failures", sum(" – " in line for line in whole.output.splitlines())),
        Figure("characters", counts["characters"]),
        Figure("passages", counts["passages"]),
        Figure("observations", counts["observations"]),
        Figure("relations", counts["statements"] - counts["observations"]),
        Figure("triples stated", counts["triples"]),
        Figure("time", whole.seconds, "s"),
        Figure("processor time", whole.processor_seconds, "s"),
        Figure("speed", counts["documents"] / whole.seconds, "documents/s"),
        Figure("speed", counts["characters"] / whole.seconds, "characters/s"),
        Figure("peak memory, all processes", whole.peak_bytes / _MIB, "MiB"),
        Figure("size on disk", size / _MIB, "MiB"),
        Figure("one more document", one_more.seconds, "s"),
        Figure("opening the build", opening["seconds"], "s"),
        Figure("memory of a reader", opening["resident_kib"] / 1024, "MiB"),
    )


def _phases(phases: list[dict[str, Any]], whole: Run) -> Iterator[Figure]:
    """Processor time by phase, and how long was waited for what other threads and processes did."""
    for row in phases:
        if row["processor"] >= 0.01 * whole.processor_seconds:
            yield Figure(f"processor time: {row['phase']}", row["processor"], "s")
    rest = whole.processor_seconds - sum(row["processor"] for row in phases)
    yield Figure("processor time: threads of the stores, starting", rest, "s")
    yield Figure("cores kept busy", whole.processor_seconds / whole.seconds)
    for row in phases:
        if row["phase"] in _AT_THE_END:
            yield Figure(f"at the end: {row['phase']}", row["wall"], "s")


def _hand_over(build: Path, root: Path) -> None:
    """Publish a copy of `build` below `root`."""
    with locked(root), unfinished(root) as folder:
        shutil.copytree(build, folder, dirs_exist_ok=True)
        publish(folder, root, build.name)


def _ingest(output: Path, *arguments: str) -> Run:
    done = measured([sys.executable, "ingest.py", *arguments, "--output", str(output)])
    if done.returncode not in (0, 1):
        raise BuildError("the ingest failed", where=" ".join(arguments), advice=done.output[-500:])
    return done
