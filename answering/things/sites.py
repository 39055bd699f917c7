"""Where something settled or took place, by the words around it: 落户X, 位于X, 在X举办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from answering.facts import Source
from answering.things.found import Thing
from answering.understanding.words import word_list
from lexicon.places import Places

_NAME = "[\u4e00-\u9fff]{1,12}?"
_OWN = 2  # a name this short stands for the document's own place (在汉举办, 在我市举办)


def find_sites(text: str, source: Source, base: str) -> Iterator[Thing]:
    """Places by their official names where the lexicon knows them, else as the sentence writes them."""
    for match in _pattern().finditer(text):
        name = match["after"] or match["between"]
        start, end = match.span("after" if match["after"] else "between")
        known = Places.load().named(name, source.place_code)
        if known is None and len(name) <= _OWN and source.place:
            known = Places.load().named(source.place)
        if known:
            yield Thing(known.name, "Place", start, end, f"{base}place/{known.code}")
        elif len(name) > _OWN:
            yield Thing(name, "Place", start, end)


@cache
def _pattern() -> re.Pattern[str]:
    settled = "|".join(word_list("site_words.csv", "settled"))
    held = "|".join(word_list("site_words.csv", "held"))
    return re.compile(
        rf"(?:{settled})(?:在|于)?(?P<after>{_NAME})(?=[，,。；;、）)！]|$|并|和|建)|在(?P<between>{_NAME})(?:成功|隆重|圆满|顺利|正式)?(?:{held})"
    )
