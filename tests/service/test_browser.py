"""The pages in a real chromium: no errors, no violations, no request to elsewhere, keyboard, phone, no scripts.

Screenshots go to output/screenshots/, which git ignores; docs/images/ holds those of the tutorial.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / "output" / "screenshots"
SIZES = {"wide": (1280, 800), "phone": (390, 844)}
VALUE = "/search?q=" + quote("江苏电子营业执照在线使用率是多少")
COMPARE = "/search?q=" + quote("比较浙江和江苏2024年地区生产总值增速")
PAGES = {
    "home": "/",
    "value": VALUE,
    "names": "/search?q=" + quote("哪些城市是质量强国建设领军城市"),
    "compare": COMPARE,
    "targets": "/search?q=" + quote("江苏省2024年地区生产总值增速目标完成了吗"),
    "nothing": "/search?q=" + quote("火星上有多少人口"),
    "place": "/id/place/320000",
    "metric": "/metrics/gdp?measure=growth",
    "explore": "/explore",
    "network": "/explore?focus=place/320000&depth=2",
    "sparql": "/sparql",
    "checks": "/checks?place=320000",
    "coverage": "/coverage",
    "help": "/help",
    "missing": "/nowhere",
}
COVERED_NAMES = """() => {
  const named = explorer.cy.nodes(':visible').not('.unnamed').toArray();
  const box = (node) => node.renderedBoundingBox({includeNodes: false, includeEdges: false, includeOverlays: false});
  const over = (a, b) => a.x1 + 6 < b.x2 && b.x1 + 6 < a.x2 && a.y1 + 6 < b.y2 && b.y1 + 6 < a.y2;
  return named.flatMap((a, n) => named.slice(n + 1).filter((b) => over(box(a), box(b)))
    .map((b) => `${a.data('label')} ${b.data('label')}`));
}"""
NEEDS_SCRIPTS = {"network", "sparql"}


class Watched:
    """A context that remembers what went wrong: errors on the console, failed and foreign requests."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.problems: list[str] = []
        context.on("request", self._request)
        context.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        context.on("weberror", lambda error: self._note(True, str(error.error)))
        context.on("response", lambda response: self._note(response.status >= 500, f"{response.status} {response.url}"))

    def open(self, path: str, until: Literal["load", "networkidle"] = "load") -> Page:
        page = self.context.new_page()
        page.goto(self.url + path, wait_until=until)
        return page

    def _request(self, request: Request) -> None:
        local = request.url.startswith((self.url, "data:", "blob:"))
        self._note(not local, f"a request to elsewhere: {request.url}")

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.problems.append(what)


@pytest.fixture
def watched(browser: Browser, service_url: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", reduced_motion="reduce")
    yield Watched(context, service_url)
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_page(browser: Browser, service_url: str, name: str, size: str) -> None:
    """Loads without errors or foreign requests, has no violation of WCAG 2.2 AA, fits the width; leaves a picture."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
    watched = Watched(context, service_url)
    page = watched.open(PAGES[name], "networkidle" if name in NEEDS_SCRIPTS else "load")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{size}.png", full_page=True)
    gone = "Failed to load resource: the server responded with a status of 404 (NOT FOUND)"
    assert watched.problems == ([gone] if name == "missing" else [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, name) == []
    context.close()


def violations(page: Page, name: str) -> list[str]:
    """What axe finds, but inside the query editor, which is not ours."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run scripts/npm-install")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = """async (others) => (await axe.run({exclude: others}, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
        'wcag22aa', 'best-practice']})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))"""
    found: list[str] = page.evaluate(run, [["#editor"]] if name == "sparql" else [])
    return found


@pytest.mark.parametrize("name", sorted(PAGES.keys() - NEEDS_SCRIPTS - {"missing"}))
def test_page_without_scripts(browser: Browser, service_url: str, name: str) -> None:
    """Says the same words as with them, and every picture is there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(service_url + PAGES[name])
    expect(page.locator("main h1, main h2").first).to_be_attached()
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
        assert page.request.get(service_url + str(image.get_attribute("src"))).ok
    assert page.locator(".needs-script:visible").count() == 0
    context.close()


def test_a_question_typed_is_answered(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.type("江苏电子营业执照在线使用率是多少")
    page.keyboard.press("Enter")
    expect(page.locator(".big")).to_contain_text("%")
    expect(page.locator("mark").first).to_be_visible()
    assert watched.problems == []


def test_suggestions_are_walked_by_keyboard(watched: Watched) -> None:
    page = watched.open("/")
    page.keyboard.type("生产总")
    box = page.locator("#q")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("q-suggestions-0"))
    wanted = page.locator("[role=option] span").first.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.type("值")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    wanted = page.locator("[role=option] span").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator("#q").input_value() == wanted


def test_the_first_tab_stop_skips_to_the_content(watched: Watched) -> None:
    page = watched.open("/help")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")


def test_everything_that_can_be_clicked_can_be_reached(watched: Watched) -> None:
    page = watched.open(COMPARE)
    count = page.locator("a[href]:visible, button:visible, input:visible, summary:visible").count()
    seen = set()
    for _ in range(count + 15):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(e => e.outerHTML.slice(0, 300) + e.offsetTop)(document.activeElement)"))
    assert len(seen) >= count * 0.95


def test_a_table_sorts_by_its_numbers(watched: Watched) -> None:
    page = watched.open(COMPARE)
    head = page.locator("th[data-sort=number]").first
    column = "els => els.map(td => Number(td.dataset.value))"
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    values = page.locator("tbody td.number").evaluate_all(column)
    assert len(values) > 1 and values == sorted(values)
    page.keyboard.press("Enter")
    assert page.locator("tbody td.number").evaluate_all(column) == sorted(values, reverse=True)


def test_a_statement_explains_itself_on_hover_and_focus(watched: Watched) -> None:
    page = watched.open(VALUE)
    page.locator("blockquote.evidence a").first.click()
    page.wait_for_url("**/documents/**")
    assert page.locator("#at").inner_text() != ""
    assert page.evaluate("document.querySelector('#at').getBoundingClientRect().top < innerHeight")
    statement = page.locator("#at a.statement").first
    statement.focus()
    tip = page.locator("[role=tooltip]")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("%")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    statement.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    target = page.evaluate("document.querySelector(':target').id")
    page.locator(f"#{target} a").first.click()
    assert page.evaluate("document.querySelector(':target').classList.contains('statement')")
    assert watched.problems == []


def test_the_query_of_an_answer_opens_in_the_editor(watched: Watched) -> None:
    page = watched.open(VALUE)
    page.locator("summary").first.click()
    query = page.locator("details pre").first.inner_text()
    page.locator("details a.button").first.click()
    page.wait_for_url("**/sparql?**")
    page.wait_for_load_state("networkidle")
    assert page.locator("#editor").get_attribute("data-query") == query


def test_copying_says_so(browser: Browser, service_url: str) -> None:
    context = browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(service_url + VALUE)
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator("[role=status]").first).to_have_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "%" in text and "/search?q=" in text and "“" in text
    context.close()


def test_the_language_changes_and_stays(watched: Watched) -> None:
    page = watched.open("/help")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Help")
    page.locator("nav a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_network_grows_filters_and_shows_its_sentences(watched: Watched) -> None:
    page = watched.open("/explore")
    page.locator(".chip a").first.click()
    page.wait_for_load_state("networkidle")
    notice = page.locator("#explore-notice")
    expect(notice).to_contain_text(re.compile(r"[2-9]|\d\d"))
    page.wait_for_function("explorer.cy.nodes('.unnamed').length < explorer.cy.nodes().length")
    assert page.evaluate(COVERED_NAMES) == []
    canvas = page.locator("#canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#detail b")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.locator("#detail button").first.click()
    expect(page.locator("#detail blockquote mark").first).to_be_visible()
    boxes = page.locator("#predicates input")
    assert boxes.count() >= 1
    boxes.first.uncheck()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    svg = Path(download.value.path()).read_text(encoding="utf-8")
    assert svg.startswith("<?xml") and "<text" in svg
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert watched.problems == []


def test_the_first_page_paints_within_a_second(watched: Watched) -> None:
    """Not a time limit on this machine: it records what the browser measured for the benchmarks to read."""
    page = watched.open(VALUE)
    paint = page.evaluate(
        "new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
        ".observe({type: 'largest-contentful-paint', buffered: true}))"
    )
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / "paint.json").write_text(json.dumps({"largest_contentful_paint_ms": paint, "cpus": os.cpu_count()}))
    assert paint > 0
