"""The agency that did what a figure counts: named where the clause or its sentence begins, or the document's own."""

from __future__ import annotations

from extraction.actors import default_actor
from extraction.agents import AgencyMention, find_agencies
from extraction.clauses import Segment
from extraction.context import DocumentContext
from extraction.drafts import Draft
from extraction.naming import opening
from model.document import Document
from model.statement import EntityType


def document_agency(document: Document, context: DocumentContext) -> str | None:
    """The agency whose deeds the document tells where none is named; None for a government's report."""
    actor = default_actor(document, context)
    return actor.name if actor and actor.type is EntityType.AGENCY else None


def doers(text: str, parts: list[Segment], context: DocumentContext) -> list[AgencyMention]:
    """Agencies that open a clause of the sentence, in order."""
    starts = {segment.start + opening(text[segment.start : segment.end]) for segment in parts}
    return [mention for mention in find_agencies(text, context) if mention.start in starts]


def agency_of(draft: Draft, named: list[AgencyMention], own: str | None) -> str | None:
    """The last agency that opened a clause before the number; else the document's, for a deed that is counted."""
    before = [mention.name for mention in named if mention.end <= draft.start]
    return before[-1] if before else own if draft.name.verb else None
