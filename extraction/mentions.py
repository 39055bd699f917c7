"""Agencies in a text as plain spans, for those who need nothing else of the relation reader."""

from __future__ import annotations

from extraction.agents import find_agencies
from extraction.context import DocumentContext


def agencies_in(text: str, context: DocumentContext) -> list[tuple[int, int, str]]:
    """Start, end and full name of each agency named in the text."""
    return [(mention.start, mention.end, mention.name) for mention in find_agencies(text, context)]
