"""`python -m bench pages`: the list of pages, the figures, and two pages of the samples in a real browser."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.pages import run
from bench.pages.browser import NAMES, Visit
from bench.pages.listing import Page, pages
from bench.pages.measure import Measured, figures
from builds import open_build


def visit(paint: float, processor: float = 10.0, fetched: int = 2048) -> Visit:
    return Visit(paint, 5.0, processor, fetched)


def test_the_build_fills_the_list(samples_build: Path) -> None:
    build = open_build(samples_build)
    listed = pages(build)
    build.close()
    assert len({page.path for page in listed}) == len(listed) > 30
    assert not any("{" in page.path for page in listed)
    assert next(page for page in listed if page.name == "an agency").path.startswith("/id/agency/")


def test_the_slowest_page_is_named() -> None:
    quick = Measured(Page("quick", "/"), visit(300.0), (visit(100.0), visit(120.0), visit(110.0)))
    slow = Measured(Page("slow", "/slow"), visit(1400.0, 900.0, 4096), (visit(500.0),))
    measured = {figure.what: figure.value for figure in figures([quick, slow])}
    assert measured["largest contentful paint, slowest page (slow)"] == 500.0
    assert measured["largest contentful paint, median of all pages"] == 305.0
    assert measured["at a first visit, slowest page (slow)"] == 1400.0
    assert measured["pages over a second at a first visit"] == 1
    assert measured["server's processor time, most (slow)"] == 900.0
    assert measured["bytes fetched, most (slow)"] == 4.0
    assert measured["quick: first visit"] == 300.0


@pytest.mark.browser
def test_real_pages_are_measured(samples_build: Path, browser_name: str) -> None:
    with ThreadPoolExecutor(1) as aside:  # other browser tests may hold this thread's event loop
        result = aside.submit(run, ["--build", str(samples_build), "--rounds", "1", "--only", "/explore"]).result()
    assert result.details["pages"][0]["page"] == "explorer"
    for each in result.details["pages"]:
        assert 0 < each["first"]["server"] < each["first"]["paint"]
        assert each["first"]["bytes"] > 1000 and len(each["repeats"]) == 1


@pytest.fixture
def browser_name() -> str:
    found = next(filter(shutil.which, NAMES), None)
    if found is None:
        pytest.skip("no chromium on this machine: scripts/browser-install installs one where it may")
    return found
