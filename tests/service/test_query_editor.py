"""The query editor in a real chromium: its words for an error, its labels, its note on a result that was cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
TYPE = "query => [...document.querySelectorAll('.CodeMirror')].find(one => one.offsetParent).CodeMirror.setValue(query)"


@pytest.fixture
def page(browser: Browser, service_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{service_url}/sparql")
    page.locator(".CodeMirror:visible").first.wait_for()
    yield page
    context.close()


def ask(page: Page, query: str) -> None:
    page.evaluate(TYPE, query)
    page.locator(".yasqe_queryButton:visible").first.click()


def test_an_error_is_shown_in_words_with_its_place(page: Page) -> None:
    ask(page, "SELECT * {\n  ?s ach:place ?o }")
    shown = page.locator(".query-error:visible")
    expect(shown.locator("p")).to_contain_text("line 2, column 6: the prefix “ach:” is not declared")
    expect(shown.locator("pre")).to_have_text("  ?s ach:place ?o }\n     ^")


def test_things_show_their_labels(page: Page) -> None:
    ask(page, "SELECT ?s { ?s <https://w3id.org/chaotou/ontology#adcode> '330000' }")
    expect(page.locator(".yasr a.iri").first).to_have_text("浙江省")
    expect(page.locator("#rows-cut")).to_be_hidden()


def test_saved_queries_run_when_chosen(page: Page) -> None:
    page.select_option("#saved", index=1)
    expect(page.locator(".yasr table tbody tr").first).to_be_visible()
