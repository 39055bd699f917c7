"""The evidence of a statement: a run of the document and the passage it stands in."""

from __future__ import annotations

from model.document import Document, Passage
from model.statement import Evidence
from model.text import Span


def evidence_at(run: Span, passage: Passage, document: Document) -> Evidence:
    quote = document.text[run.start : run.end]
    return Evidence(document.source, document.title, passage.id, passage.text, run.start, run.end, quote)
