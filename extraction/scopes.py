"""The area a figure is about: named where its clause begins, or the area the document's issuer governs."""

from __future__ import annotations

import re

from extraction.context import DocumentContext
from extraction.drafts import Draft

_COUNTRY = re.compile("^(?:[^，。；]{0,6})(?:全国|我国|国内)(?!首|第一|性|领先|各地|前列|前|最|重点|文明|人大|政协|统一|首批|试点)")


def place_of(draft: Draft, text: str, context: DocumentContext) -> str | None:
    """The official name of the area."""
    before = text[draft.segment.start:draft.start]
    if _COUNTRY.match(before):
        return "全国"
    return context.place
