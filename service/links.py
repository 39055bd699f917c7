"""Where on this service a thing of the graph has its page, and how a sentence shows its quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote as percent

from flask import Flask, current_app, request

from analysis import Thing
from model.identifiers import NAMESPACE
from service import coverage
from service.current import served
from service.marking import Mark, Run, runs

CHOSEN = "at"
_PAGES = {"metric": "/metrics/", "document": "/documents/"}


def install(app: Flask) -> None:
    app.jinja_env.globals.update(local=local, document_url=document_url, document_name=document_name, marked=marked)


def base() -> str:
    """The IRI below which this build names its instances."""
    return served().build.base


def local(iri: str) -> str:
    """The page of an IRI on this service; an IRI of elsewhere, or of no page, as it stands."""
    if iri.startswith(NAMESPACE):
        return f"/ontology#{iri.removeprefix(NAMESPACE)}"
    if not iri.startswith(base()):
        return iri
    path = iri.removeprefix(base())
    kind, _, rest = path.partition("/")
    if kind == "document" and "/" in rest:
        document, _, passage = rest.partition("/")
        return f"/documents/{document}#{passage}"
    return _PAGES[kind] + rest if kind in _PAGES else f"/id/{path}"


def document_url(document: Mapping[str, Any] | Thing, start: int | None = None, end: int | None = None) -> str:
    """The page of a document, opened at the characters `start:end` if they are given."""
    page = local(document.iri if isinstance(document, Thing) else str(document["iri"]))
    return page if start is None or end is None else f"{page}?{CHOSEN}={start}-{end}#{CHOSEN}"


def document_name(document: Mapping[str, Any] | Thing) -> str:
    """What to call a document: its title, after its place where the title does not say it."""
    iri, title = (document.iri, document.label) if isinstance(document, Thing) else (document["iri"], document["title"])
    return coverage.names(served()).get(str(iri).rpartition("/")[2], title)


def marked(sentence: str, quotes: Sequence[str]) -> list[Run]:
    """The sentence cut at its quotes; one that is not in it as it stands is not marked."""
    found = [Mark("quote", at, at + len(quote)) for quote in quotes if (at := sentence.find(quote)) >= 0]
    return runs(sentence, found)


def absolute(path: str) -> str:
    """An address for citations and downloads: below the configured public address, else that of the request."""
    root = current_app.config["SETTINGS"].base_url or request.url_root
    return root.rstrip("/") + path


def query(**values: object) -> str:
    """`?name=value&…` without the empty values."""
    pairs = [f"{name}={percent(str(value), safe='')}" for name, value in values.items() if value not in (None, "")]
    return "?" + "&".join(pairs) if pairs else ""
