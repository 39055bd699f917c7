"""docs/figures.md names every kind of figure and every parameter, and shows one of each."""

from __future__ import annotations

import re
from pathlib import Path

from reports.requests import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")


def test_every_kind_has_a_section_and_a_picture() -> None:
    assert set(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)) >= set(KINDS)
    for kind in KINDS:
        assert (ROOT / "docs" / "figures" / f"{kind}.svg").is_file(), kind


def test_every_parameter_is_explained() -> None:
    code = (ROOT / "reports" / "requests.py").read_text(encoding="utf-8")
    read = set(re.findall(r'\.(?:text|choice|number|thing)\("(\w+)"', code))
    assert read <= set(re.findall(r"`(\w+)`", PAGE))
