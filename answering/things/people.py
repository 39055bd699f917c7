"""People a sentence names: by title and name (省长 王某某), or by surname where a sentence says what became of
someone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from answering.things.found import Thing
from answering.understanding.words import word_list

_NAME = "[\u4e00-\u9fff]{1,2}"


def find_people(text: str) -> Iterator[tuple[Thing, bool]]:
    """Each with whether a title stands before the name."""
    for match in _titled().finditer(text):
        yield (
            Thing(match["name"].replace("　", "").replace(" ", ""), "Person", match.start("name"), match.end("name")),
            True,
        )
    for match in _plain().finditer(text):
        yield Thing(match["name"], "Person", match.start("name"), match.end("name")), False


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(word_list("person_words.csv", "title"))
    surnames = "".join((*word_list("person_words.csv", "surname"), *word_list("person_words.csv", "surname-titled")))
    said = "|".join(word_list("person_words.csv", "said"))
    name = rf"[{surnames}](?:[\s　]?[\u4e00-\u9fff]){{1,2}}?"
    return re.compile(rf"(?:{titles})(?:[\s　*]+|(?=[{surnames}]))(?P<name>{name})(?=[^\u4e00-\u9fff]|$|{said})")


@cache
def _plain() -> re.Pattern[str]:
    surnames = "".join(word_list("person_words.csv", "surname"))
    follow = "|".join(map(re.escape, word_list("person_words.csv", "follow")))
    return re.compile(rf"(?:^|[，。；、：！\s和])(?P<name>[{surnames}]{_NAME})(?={follow})")
