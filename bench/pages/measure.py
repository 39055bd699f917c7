"""Every page visited several times, each time by a browser that has seen nothing; the first visit counts by itself."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.pages.browser import Visit, chromium, visit
from bench.pages.listing import Page, pages
from bench.places import with_build
from bench.results import Figure, Result
from bench.sparql.processes import processor_seconds
from bench.sparql.servers import Server, our_service
from builds import open_build

_QUIET = 0.05  # of a processor: a server that does less has made what it makes after its start
_LONGEST_WARMING = 180.0  # seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """`first` is the first visit that the page ever had from this server, `repeats` those after it."""

    page: Page
    first: Visit
    repeats: tuple[Visit, ...]

    @property
    def paint(self) -> float:
        return median(each.paint for each in self.repeats or (self.first,))

    def record(self) -> dict[str, Any]:
        return {
            "page": self.page.name,
            "path": self.page.path,
            "paint_ms": self.paint,
            "first": asdict(self.first),
            "repeats": [asdict(each) for each in self.repeats],
        }


def run(arguments: Sequence[str]) -> Result:
    options = with_build("pages")
    options.add_argument("--rounds", type=int, default=5, help="visits to each page after its first one")
    options.add_argument("--only", default="", help="pages whose name or path holds this text")
    chosen = options.parse_args(arguments)
    build = open_build(chosen.build)
    wanted = [page for page in pages(build) if chosen.only in page.name or chosen.only in page.path]
    documents = build.manifest.counts["documents"]
    build.close()
    with our_service(chosen.build) as server, chromium() as browser:
        warming = _warm(server)
        visit(browser, server, "/healthz")  # the browser's own first page
        firsts = [visit(browser, server, page.path) for page in wanted]
        _warm(server)  # the checks behind the validation page go on
        repeats = [[visit(browser, server, page.path) for page in wanted] for _ in range(chosen.rounds)]
    found = [
        Measured(page, first, tuple(each[n] for each in repeats))
        for n, (page, first) in enumerate(zip(wanted, firsts, strict=True))
    ]
    return Result(
        subject=f"{len(found)} pages over {documents} documents, {chosen.rounds + 1} visits each",
        figures=tuple(figures(found)),
        details={"warming_processor_s": warming, "pages": [each.record() for each in found]},
    )


def figures(found: Sequence[Measured]) -> list[Figure]:
    if not found:
        return []
    worst, first = max(found, key=lambda each: each.paint), max(found, key=lambda each: each.first.paint)
    costly = max(found, key=lambda each: each.first.processor)
    heavy = max(found, key=lambda each: each.first.bytes)
    return [
        Figure("largest contentful paint, median of all pages", median(each.paint for each in found), "ms"),
        Figure(f"largest contentful paint, slowest page ({worst.page.name})", worst.paint, "ms"),
        Figure("at a first visit, median of all pages", median(each.first.paint for each in found), "ms"),
        Figure(f"at a first visit, slowest page ({first.page.name})", first.first.paint, "ms"),
        Figure("pages over a second at a first visit", sum(each.first.paint > 1000 for each in found)),
        Figure(f"server's processor time, most ({costly.page.name})", costly.first.processor, "ms"),
        Figure(f"bytes fetched, most ({heavy.page.name})", heavy.first.bytes / 1024, "KiB"),
        *(Figure(f"{each.page.name}: first visit", each.first.paint, "ms") for each in found),
    ]


def _warm(server: Server) -> float:
    """Wait until the server has made what it makes after its start; the processor time that this took."""
    deadline = time.monotonic() + _LONGEST_WARMING
    spent = processor_seconds(server.pid)
    while time.monotonic() < deadline:
        time.sleep(1)
        before, spent = spent, processor_seconds(server.pid)
        if spent - before < _QUIET:
            break
    return spent
