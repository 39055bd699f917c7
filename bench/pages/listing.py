"""The pages that are measured: `pages.csv`, its placeholders filled from the build."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builds import Build
from model.identifiers import NAMESPACE

LIST = Path(__file__).with_name("pages.csv")
_ENDS = "SELECT ?thing WHERE {{ ?thing a <{type}> . ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#{role}> ?thing }}"
_COUNTIES = (
    f'SELECT ?thing WHERE {{ ?thing <{NAMESPACE}placeLevel> "county" . ?observation <{NAMESPACE}place> ?thing }}'
)


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    path: str


def pages(build: Build) -> list[Page]:
    """Those whose things the build holds; a file that ends in a figure's format is a page as well."""
    things = _things(build)
    with LIST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return [Page(row["name"], path) for row in rows if (path := _filled(row["path"], things))]


def _filled(path: str, things: Mapping[str, str]) -> str:
    wanted = [name for name in ("document", "agency", "initiative", "county") if f"{{{name}}}" in path]
    return path.format(**things) if all(things.get(name) for name in wanted) else ""


def _things(build: Build) -> dict[str, str]:
    longest = max(build.passages.documents(), key=lambda info: (info.statements, info.id), default=None)
    return {
        "document": longest.id if longest else "",
        "agency": _most_stated(build, "Agency"),
        "initiative": _most_stated(build, "Initiative"),
        "county": _least_spoken_of(build),
    }


def _most_stated(build: Build, type: str) -> str:
    queries = (_ENDS.format(type=NAMESPACE + type, role=role) for role in ("subject", "object"))
    counts = Counter(row["thing"].value for query in queries for row in build.graph.select(query))
    return min(counts, key=lambda iri: (-counts[iri], iri), default="").removeprefix(build.base)


def _least_spoken_of(build: Build) -> str:
    counts = Counter(row["thing"].value for row in build.graph.select(_COUNTIES))
    return min(counts, key=lambda iri: (counts[iri], iri), default="").removeprefix(build.base)
