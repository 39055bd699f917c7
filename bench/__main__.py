"""`python -m bench NAME [OPTIONS]` measures and records; `python -m bench table` writes the tables of the page.

Each benchmark is a module with `run(arguments) -> bench.results.Result`, imported when it is asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module

from bench.results import Result, newest, printed, save
from model.errors import ChaotouError

BENCHMARKS: Mapping[str, str] = {
    "encoder": "bench.encoder",
    "extraction": "bench.extraction",
    "ingest": "bench.ingest",
    "pages": "bench.pages",
    "qa": "bench.qa",
    "retrieval": "bench.retrieval",
    "sparql": "bench.sparql",
    "vectors": "bench.vectors",
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, record, and show what was measured.")
    parser.add_argument("name", choices=[*sorted(BENCHMARKS), "table"])
    parser.add_argument("options", nargs=argparse.REMAINDER, help="options of that benchmark (try --help)")
    chosen = parser.parse_args(arguments)
    if chosen.name == "table":
        from bench.tables import refresh

        refresh(newest())
        return 0
    try:
        result = _benchmark(chosen.name)(chosen.options)
    except ChaotouError as error:
        print(error, file=sys.stderr)
        return 2
    path = save(chosen.name, result, today=date.today())
    print(f"{result.subject}\n{printed(result.figures)}\nrecorded in {path}")
    return 0


def _benchmark(name: str) -> Callable[[Sequence[str]], Result]:
    run: Callable[[Sequence[str]], Result] = import_module(BENCHMARKS[name]).run
    return run


if __name__ == "__main__":
    sys.exit(main())
