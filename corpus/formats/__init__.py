"""One module for each format; each is imported only when a file of that format is read.

A reader takes the bytes and where they come from (for errors) and returns what the file holds as `Extract`s. It may
import `model`, `corpus.decoding` and its format's library. It must not know about sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

SUFFIXES: Mapping[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
}


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document and what the file says about it.

    Formats other than plain text hand over Markdown: `#` headings, one paragraph a line, pipe tables. `fragment`
    tells documents of one file apart ("row-12"), "" for a file that is one document.
    """

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    fragment: str = ""


Reader = Callable[[bytes, str], list[Extract]]


def reader(suffix: str) -> Reader | None:
    """The reader for a lower-case suffix with its dot, None for a format we do not read."""
    name = SUFFIXES.get(suffix)
    if name is None:
        return None
    extract: Reader = import_module(f"corpus.formats.{name}").extract
    return extract
