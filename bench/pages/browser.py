"""A chromium that opens one page at a time with nothing kept from before, and what it says of each visit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from bench.sparql.processes import processor_seconds
from bench.sparql.servers import Server
from model.errors import BuildError

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 120_000  # ms
_WATCH = """
window.paints = [];
new PerformanceObserver(list => window.paints.push(...list.getEntries().map(e => e.startTime)))
    .observe({type: 'largest-contentful-paint', buffered: true});
"""
_SAID = """() => {
    const page = performance.getEntriesByType('navigation')[0];
    const all = [page, ...performance.getEntriesByType('resource')];
    return {
        paint: window.paints.length ? window.paints[window.paints.length - 1] : page.loadEventEnd,
        server: page.responseStart - page.requestStart,
        bytes: all.reduce((sum, entry) => sum + entry.transferSize, 0),
    };
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds from the start of the navigation to the largest contentful paint (the load event, where a bare
    picture has none), to the server's first byte, and of the server's processors; bytes of all that was fetched.
    """

    paint: float
    server: float
    processor: float
    bytes: int


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise BuildError("no chromium on this machine", advice="scripts/browser-install installs one where it may")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield launched
        launched.close()


def visit(browser: Browser, server: Server, path: str) -> Visit:
    """In a context of its own, so that nothing is cached but by the server."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.add_init_script(_WATCH)
    before = processor_seconds(server.pid)
    response = page.goto(server.address + path, wait_until="networkidle")
    if response is None or not response.ok:
        raise BuildError(f"the page answers {response.status if response else 'nothing'}", where=path)
    said = page.evaluate(_SAID)
    spent = processor_seconds(server.pid) - before
    context.close()
    return Visit(float(said["paint"]), float(said["server"]), 1000 * spent, int(said["bytes"]))
