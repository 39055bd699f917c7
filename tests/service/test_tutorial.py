"""docs/tutorial.md, walked in a browser: three clicks from a question to a Word file with figure and sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
TAKEN = ROOT / "output" / "screenshots"
IMAGES = ROOT / "docs" / "images"
QUESTION = "比较浙江和江苏2024年地区生产总值增速"


def test_three_clicks_to_word(browser: Browser, service_url: str, pytestconfig: pytest.Config) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 760}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.goto(service_url)
    expect(page.locator(".examples a").first).to_be_visible()
    picture(page, "tutorial-1-ask")

    page.get_by_role("link", name=QUESTION).click()  # the first click
    expect(page.locator("figure img")).to_be_visible()
    page.wait_for_load_state("networkidle")
    picture(page, "tutorial-2-answer")

    page.locator("td a[href*='/documents/']").first.click()  # the second, to check
    expect(page.locator("#at")).to_be_in_viewport()
    picture(page, "tutorial-3-evidence")
    page.go_back()

    with page.expect_download() as download:
        page.get_by_role("link", name="Word").first.click()  # the third
    check(Path(download.value.path()))
    context.close()
    if pytestconfig.getoption("--update-images"):
        IMAGES.mkdir(exist_ok=True)
        for image in sorted(TAKEN.glob("tutorial-*.png")):
            shutil.copy(image, IMAGES)


def picture(page: Page, name: str) -> None:
    TAKEN.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=TAKEN / f"{name}.png")


def check(path: Path) -> None:
    word = Document(str(path))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert len(word.inline_shapes) == 1
    assert "5.2%" in text and "5.6%" in text
    assert "[1]" in text and "[2]" in text and "政府工作报告" in text
