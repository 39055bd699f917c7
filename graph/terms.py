"""RDF terms (RDF 1.1 Concepts, section 3) as small frozen values, and their N-Triples form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class Iri:
    value: str

    @staticmethod
    def valid(value: str) -> bool:
        """Whether an IRI may be written like this (RFC 3987; N-Triples production IRIREF)."""
        return ":" in value and not _NOT_IN_IRI.search(value)

    def __str__(self) -> str:
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank node; `value` is its label within one result."""

    value: str

    def __str__(self) -> str:
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True)
class Literal:
    """`value` is the lexical form; `datatype` an IRI; `language` a tag, then `datatype` is rdf:langString."""

    value: str
    datatype: str = XSD + "string"
    language: str | None = None

    def __str__(self) -> str:
        quoted = f'"{_TO_ESCAPE.sub(_escape, self.value)}"'
        if self.language:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype == XSD + "string" else f"{quoted}^^<{self.datatype}>"


Term = Iri | Blank | Literal
Triple = tuple[Iri | Blank, Iri, Term]
Row = dict[str, Term]


def text(value: str, language: str | None = None) -> Literal:
    return Literal(value, RDF_LANG_STRING, language) if language else Literal(value)


def integer(value: int) -> Literal:
    return Literal(str(value), XSD + "integer")


def decimal(value: float) -> Literal:
    """Canonical xsd:decimal without exponent: 83.53, 10340400, -0.5."""
    shown = format(Decimal(repr(value)), "f")
    return Literal(shown.rstrip("0").rstrip(".") if "." in shown else shown, XSD + "decimal")


def ntriples(triples: Iterable[Triple]) -> str:
    """Sorted, unique N-Triples lines: one canonical text for one set of triples (without blank nodes)."""
    return "".join(sorted({f"{s} {p} {o} .\n" for s, p, o in triples}))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
