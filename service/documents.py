"""`/documents/<id>`: a document's text with every statement underlined; `/documents` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, render_template, request

from analysis import Fact
from model.text import Span
from service import facts, quantities
from service.current import served
from service.facts import Link
from service.links import CHOSEN, base
from service.marking import Mark, Run, markup, parts, runs

if TYPE_CHECKING:
    from builds.passages import DocumentInfo
    from model.document import Passage

blueprint = Blueprint("documents", __name__)
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
LISTED = 20_000
PART = 1500
UNREAD = "unread"
MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as the page lists it; `key` is its anchor."""

    key: str
    fact: Fact | Link

    @property
    def span(self) -> Span:
        return Span(self.fact.citation.start, self.fact.citation.end)

    @property
    def is_quantity(self) -> bool:
        return isinstance(self.fact, Fact)


@blueprint.get("/documents/<id>")
def document(id: str) -> str:
    info = find(id)
    entries = statements_of(id)
    passages = served().build.passages.passages_of(id)
    numbers = quantities.coverage(passages, (entry.span for entry in entries))
    return render_template(
        "document.html",
        info=info,
        iri=iri(id),
        parts=parts(_runs(id, entries, passages, numbers.left), PART),
        entries=entries,
        by_key={entry.key: entry for entry in entries},
        numbers=numbers,
    )


@blueprint.get("/api/v1/documents/<id>")
def document_json(id: str) -> Response:
    info = find(id)
    return jsonify(document=record(info), text=served().build.passages.text(id), statements=info.statements)


def find(id: str) -> DocumentInfo:
    """The document with this id, or 404."""
    try:
        return served().build.passages.info(id)
    except KeyError:
        abort(404, f"this build holds no document {id}")


def iri(id: str) -> str:
    return f"{base()}document/{id}"


def record(info: DocumentInfo) -> dict[str, Any]:
    return {"iri": iri(info.id), "title": info.title, "issued": info.issued, "source": info.url or info.source}


def statements_of(id: str) -> list[Entry]:
    """Every statement of a document in the order of its text."""
    graph = served().build.graph
    where = f"?passage dcterms:isPartOf <{iri(id)}> . ?id prov:wasDerivedFrom ?passage ."
    found: list[Fact | Link] = [
        *facts.quantities(graph, where, limit=LISTED),
        *facts.links(graph, where, limit=LISTED),
    ]
    found.sort(key=lambda fact: (fact.citation.start, fact.citation.end, fact.iri))
    return [Entry(f"s-{fact.iri.rpartition('/')[2]}", fact) for fact in found]


def _runs(id: str, entries: list[Entry], passages: list[Passage], left: Iterable[Span]) -> list[Run]:
    """The text cut at statements, at quantities that were not read, at passages, and at what was asked for."""
    marks = [Mark(entry.key, entry.span.start, entry.span.end) for entry in entries]
    marks += [Mark(UNREAD, span.start, span.end) for span in left]
    anchors = [(passage.start, f"p{passage.index}") for passage in passages]
    asked = _AT.fullmatch(request.args.get(CHOSEN, ""))
    if asked:
        marks.append(Mark(CHOSEN, int(asked[1]), int(asked[2])))
    text = served().build.passages.text(id)
    marks += [Mark(MARKUP, start, end) for start, end in markup(text)]
    return runs(text, marks, anchors)


@blueprint.app_template_filter()
def shown(run: Run) -> str:
    """What a reader sees of a run: nothing of the signs that make text bold or a heading."""
    return "" if MARKUP in run.keys else run.text
