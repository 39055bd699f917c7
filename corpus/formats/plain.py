"""Plain text and Markdown: the text is the decoded file itself."""

from __future__ import annotations

from corpus.decoding import decode
from corpus.formats import Extract


def extract(data: bytes, where: str) -> list[Extract]:
    return [Extract(decode(data, where))]
