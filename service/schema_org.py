"""schema.org markup of a page: JSON-LD in its head (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Blueprint
from markupsafe import Markup

TYPES = {
    "Agency": "GovernmentOrganization",
    "Document": "Report",
    "Event": "Event",
    "Facility": "Place",
    "Metric": "DefinedTerm",
    "Organization": "Organization",
    "Place": "AdministrativeArea",
    "Platform": "SoftwareApplication",
    "Policy": "CreativeWork",
    "Project": "Project",
}


def install(blueprint: Blueprint) -> None:
    """Gives templates `schema_org(kind, iri, name, …)`."""
    blueprint.app_context_processor(lambda: {"schema_org": markup})


def markup(
    kind: str, iri: str, name: str, *, names: Sequence[str] = (), same: Sequence[str] = (), **values: str | None
) -> Markup:
    """`kind` is the local name of one of our classes; other `values` are properties of schema.org, None for silent."""
    described = {
        "@context": "https://schema.org",
        "@type": TYPES.get(kind, "Thing"),
        "@id": iri,
        "name": name,
        "alternateName": list(names),
        "sameAs": list(same),
        **values,
    }
    text = json.dumps({key: value for key, value in described.items() if value}, ensure_ascii=False)
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # nothing in it can close the element
