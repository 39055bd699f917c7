"""Bodies a sentence names that no lexicon knows: 香港特别行政区竞争事务委员会, X集团."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from answering.things.found import Thing
from answering.understanding.words import word_list


def find_bodies(text: str) -> Iterator[Thing]:
    for match in _pattern().finditer(text):
        yield Thing(match["name"], "Organization", match.start("name"), match.end("name"))


@cache
def _pattern() -> re.Pattern[str]:
    tails = "|".join(word_list("site_words.csv", "body"))
    return re.compile(
        rf"(?:^|[，。；、：“”（）\s与和同由被对向为及])(?P<name>(?:(?![与和同由被对向及])[\u4e00-\u9fff]){{2,18}}?(?:{tails}))(?![\u4e00-\u9fff]*(?:{tails}))"
    )
