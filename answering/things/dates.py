"""Times a sentence names, resolved in its document, each with its distance from what the question is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answering.facts import Source
from answering.things.found import Thing
from extraction.periods import Now, find_periods

_RELATIVE = re.compile("今年|本年|去年|上年|前年|明年|同年|当年")


def find_dates(text: str, source: Source) -> Iterator[Thing]:
    """A bare month belongs to the year the document looks back at, unless the sentence itself names a year."""
    year = source.year if _RELATIVE.search(text) or source.genre == "news" else source.subject_year or source.year
    for mention in find_periods(text, Now(year, source.subject_year)):
        yield Thing(mention.period, "Time", mention.start, mention.end, period=mention.period, until=mention.until)
