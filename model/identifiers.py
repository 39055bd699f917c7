"""Stable ASCII identifiers: the same thing gets the same id in every build.

An id is a path below the instance base (`https://w3id.org/chaotou/id/` unless configured), e.g. `place/330000`,
`agency/5f0c…`, `metric/gdp`, `document/9ab3…`, `document/9ab3…/p12`.
"""

from __future__ import annotations

import hashlib

NAMESPACE = "https://w3id.org/chaotou/ontology#"
DEFAULT_BASE = "https://w3id.org/chaotou/id/"


def digest(*parts: object, length: int = 16) -> str:
    """First `length` hexadecimal digits of the SHA-256 of the parts joined by U+001F."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def document_id(source: str) -> str:
    return digest("document", source)


def passage_id(document: str, index: int) -> str:
    return f"{document}/p{index}"


def entity_id(kind: str, name: str) -> str:
    """Id of a named thing that has no code of its own; `kind` is an EntityType value or "Metric"."""
    return f"{kind.lower()}/{digest(kind, name)}"
