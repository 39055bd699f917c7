"""Documents to a build: `python ingest.py DOCS... --output DIR`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import ChaotouError

if TYPE_CHECKING:
    from builds.pipeline import Summary
    from extraction.proposals import Endpoint
    from graph.remote import RemoteStore

EXIT_OK, EXIT_SOME_FAILED, EXIT_NOTHING = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.documents and not options.remove:
        parser.error("name at least one document, or one to --remove")
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one document a core; threads inside one would only contend
    from builds.pipeline import Request, ingest

    request = Request(
        output=options.output,
        documents=tuple(options.documents),
        remove=tuple(options.remove),
        sync=options.sync,
        workers=options.workers,
        encoder=options.encoder,
        base=options.base,
        scheduler=options.scheduler,
        remote=_remote(options.graph_store) if options.graph_store else None,
        vectors=options.vectors,
        proposer=_proposer(options.proposer, options.proposer_model) if options.proposer else None,
        accept_losses=options.accept_losses,
        accept_invalid=options.accept_invalid,
    )
    started = time.monotonic()
    try:
        with _bar(quiet=options.quiet) as progress:
            summary = ingest(request, progress=progress)
    except ChaotouError as error:
        print(error, file=sys.stderr)
        return EXIT_NOTHING
    _report(summary, time.monotonic() - started, quiet=options.quiet)
    if options.timings:
        options.timings.write_text(_timings(summary), encoding="utf-8")
    if summary.build is None:
        return EXIT_NOTHING
    return EXIT_SOME_FAILED if summary.failed else EXIT_OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ingest.py",
        description="Add or replace documents in a build, and point DIR/current at the new one.",
        epilog="Exit status: 0 all done, 1 some documents failed (the others are in the build), 2 nothing usable.",
    )
    parser.add_argument("documents", nargs="*", metavar="DOCS", help="files, folders or globs")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder of the builds")
    parser.add_argument(
        "--remove", action="append", default=[], metavar="SOURCE", help="take this document out (may be repeated)"
    )
    parser.add_argument("--sync", action="store_true", help="make the build hold exactly DOCS")
    cores = os.cpu_count() or 1
    parser.add_argument("--workers", type=int, default=cores, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="work on the Dask cluster at this address instead")
    parser.add_argument("--encoder", metavar="NAME", help="encoder, or name or path of a sentence-transformers model")
    parser.add_argument("--vectors", choices=["faiss", "milvus"], help="vector index (default: faiss)")
    parser.add_argument("--base", metavar="IRI", help="the IRI below which things are named")
    parser.add_argument("--graph-store", metavar="URL", help="also send the graph to this SPARQL 1.1 server")
    parser.add_argument(
        "--proposer",
        metavar="URL",
        help="let a language model propose statements too: any OpenAI-compatible address, such as"
        " http://127.0.0.1:8080/v1 (off unless given; a key is read from CHAOTOU_PROPOSER_KEY)",
    )
    parser.add_argument("--proposer-model", metavar="NAME", default="", help="the model to ask there")
    parser.add_argument(
        "--accept-losses", action="store_true", help="publish even if faults of this program cost documents held before"
    )
    parser.add_argument("--timings", type=Path, metavar="FILE", help="write where the time went, as JSON")
    parser.add_argument("--accept-invalid", action="store_true", help="publish even if documents violate shapes.ttl")
    parser.add_argument("--quiet", action="store_true", help="print failures only")
    return parser


def _remote(address: str) -> RemoteStore:
    from graph.address import parse
    from graph.remote import RemoteStore

    return RemoteStore(parse(address))


def _proposer(url: str, model: str) -> Endpoint:
    from extraction.proposals import Endpoint

    return Endpoint(url, model, os.environ.get("CHAOTOU_PROPOSER_KEY", ""))


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    from tqdm import tqdm

    bar = tqdm(unit="doc", disable=True if quiet else None)  # None: only on a terminal

    def show(done: int, todo: int) -> None:
        bar.total = todo
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        bar.close()


def _report(summary: Summary, seconds: float, *, quiet: bool) -> None:
    for line in summary.failed:
        print(line, file=sys.stderr)
    if quiet:
        return
    for line in _lines(summary, seconds):
        print(line)


def _timings(summary: Summary) -> str:
    """Phases of several processes run at the same time; the engines' own threads are not in `processor`."""
    rows = [{"phase": phase, "wall": s.wall, "processor": s.processor} for phase, s in summary.spent.items()]
    return f"{json.dumps(rows, indent=1)}\n"


def _lines(summary: Summary, seconds: float) -> Iterator[str]:
    if summary.build is None:
        yield "nothing usable; no build was made"
        return
    counts = summary.counts
    yield (
        f"{summary.added} added, {summary.replaced} replaced, {summary.unchanged} unchanged, "
        f"{summary.removed} removed, {len(summary.failed)} failed in {seconds:.1f} s"
    )
    yield (
        f"{counts['documents']:,} documents, {counts['passages']:,} passages, {counts['observations']:,} observations, "
        f"{counts['statements'] - counts['observations']:,} relations, {counts['triples']:,} triples stated"
    )
    rejected = ", ".join(f"{name} {count:,}" for name, count in sorted(summary.rejected.items()))
    if rejected:
        yield f"extraction: {rejected}"
    yield f"shapes: {len(summary.invalid):,} violations" if summary.invalid else "shapes: all that was read conforms"
    yield from (f"  {line}" for line in summary.invalid[:10])
    yield f"build {summary.build.name} in {summary.build.parent}"


if __name__ == "__main__":
    sys.exit(main())
