"""Short names that a document gives itself: 《关于…的备忘录》（以下简称《备忘录》）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_GIVEN = re.compile(
    "(?:《(?P<title>[^《》]{4,80})》|“(?P<quoted>[^“”]{4,40})”|(?P<plain>[\u4e00-\u9fff]{4,40}))"
    "[（(](?:以下|下文|下称|以下统)?简?称为?[：:]?[《“]?(?P<short>[^《》“”（）()，。]{2,20})[》”]?[）)]"
)
_BOUNDARY = re.compile("[与和及由向对在]|联合|会同|以及")


def abbreviations(texts: Iterable[str]) -> Mapping[str, str]:
    """Short name to full name, for every short name that the texts define."""
    found: dict[str, str] = {}
    for text in texts:
        if "称" in text:
            for match in _GIVEN.finditer(text):
                full = match["title"] or match["quoted"] or _BOUNDARY.split(match["plain"])[-1]
                if len(full) > len(match["short"]):
                    found.setdefault(match["short"], full)
    return found
