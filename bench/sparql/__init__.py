"""`/sparql` against the Oxigraph server on the same data, and beside hostile clients."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from bench.places import parser
from bench.results import Figure, Result
from bench.sparql.hostile import Siege, besiege
from bench.sparql.servers import our_service, oxigraph_server
from bench.sparql.speed import Timing, compare
from builds import layout
from graph.store import EmbeddedStore

_SHORT = 2.0  # ms: below it a ratio says nothing


def run(arguments: Sequence[str]) -> Result:
    options = parser("sparql")
    options.add_argument("--build", type=Path, default=Path("build/current"), help="the build to serve")
    options.add_argument("--rounds", type=int, default=7, help="times to ask each saved query; 0: leave this out")
    options.add_argument("--hostile", type=int, default=1000, help="hostile queries; 0: leave this out")
    options.add_argument("--clients", type=int, default=8, help="hostile clients at once")
    chosen = options.parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    timings = _compared(chosen.build, chosen.rounds) if chosen.rounds else []
    siege = _besieged(chosen.build, chosen.hostile, chosen.clients) if chosen.hostile else None
    parts = [f"{len(timings)} saved queries"] * bool(timings) + [f"{siege.sent} hostile queries" if siege else ""]
    return Result(
        subject=f"{' and '.join(filter(None, parts))} on {_triples(chosen.build):,} triples",
        figures=(*(_speed(timings) if timings else ()), *(_siege(siege) if siege else ())),
        details={"queries": [timing.record() for timing in timings], "siege": siege.record() if siege else None},
    )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Whoever ends the benchmark ends its servers, too."""
    raise KeyboardInterrupt


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _compared(build: Path, rounds: int) -> list[Timing]:
    timings = []
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch, "store")
        EmbeddedStore(build.resolve() / layout.GRAPH, read_only=True).snapshot(store)
        with our_service(build) as ours, oxigraph_server(store) as theirs:
            for timing in compare(ours.address + "/sparql", theirs.address + "/query", rounds=rounds):
                timings.append(timing)
                _report(str(timing))
    return timings


def _besieged(build: Path, queries: int, clients: int) -> Siege:
    with our_service(build) as ours:
        return besiege(ours, queries=queries, clients=clients, report=_report)


def _triples(build: Path) -> int:
    return EmbeddedStore(build.resolve() / layout.GRAPH, read_only=True).count_default()


def _speed(timings: Sequence[Timing]) -> tuple[Figure, ...]:
    ours, theirs = sum(timing.ours for timing in timings), sum(timing.theirs for timing in timings)
    long = [timing for timing in timings if timing.theirs >= _SHORT]
    worst = max(long, key=lambda timing: timing.ratio, default=None)
    figures = [
        Figure("all saved queries, Chaotou", ours, "ms"),
        Figure("all saved queries, Oxigraph server", theirs, "ms"),
        Figure("total, as a multiple of the Oxigraph server's", ours / theirs),
        Figure("results that differ", sum(not timing.same for timing in timings)),
    ]
    if worst:
        figures.append(Figure(f"worst multiple of a query over {_SHORT:g} ms ({worst.name})", worst.ratio))
    return tuple(figures)


def _siege(siege: Siege) -> tuple[Figure, ...]:
    return (
        Figure("hostile queries sent", siege.sent),
        Figure("their time in all", siege.seconds, "s"),
        Figure("normal user's SPARQL query, p95 before", siege.calm["sparql"], "ms"),
        Figure("normal user's SPARQL query, p95 under siege", siege.siege["sparql"], "ms"),
        Figure("normal user's page, p95 under siege", siege.siege["page"], "ms"),
        Figure("normal user's requests that failed", siege.failed),
        Figure("answers 5xx other than 503", siege.bad),
        Figure("peak memory, all processes", siege.peak_mib, "MiB"),
        Figure("server processes that restarted", siege.restarts),
    )
