"""What a query is, read from its words alone, before any engine sees it (SPARQL 1.1, section 19.8: the terminals).

Not a parser: it tells the form, the graphs asked for and how deep the brackets go, refuses what a read-only service
never does, and finds where a LIMIT belongs. What it does not understand it leaves to the engine's syntax error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from model.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n\r]*)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<blank>_:\w[\w.-]*)
      | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:(?:[\w:-]|\.(?=[\w:.%\\-])|%[0-9A-Fa-f]{2}|\\.)+)?)
      | (?P<number>[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<open>[{(\[]) | (?P<close>[})\]])
      | (?P<other>\^\^|\|\||&&|!=|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"}
_CHANGING = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}


class Form(StrEnum):
    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


class Refused(QueryError):
    """The service never does this, whoever asks."""


class BadSyntax(QueryError):
    """Not SPARQL; `where` is line and column."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Query:
    """`default_graphs` and `named_graphs` are the absolute IRIs of FROM and FROM NAMED; `stable` is False when two runs
    on the same data may differ (RAND, NOW, UUID, BNODE); `named` is True when it speaks of named graphs. `limit` is the
    outermost LIMIT, None if there is none; `limit_span` where its number stands, or where one would go."""

    text: str
    form: Form
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    stable: bool
    named: bool
    limit: int | None
    limit_span: tuple[int, int]

    def limited(self, rows: int) -> str:
        """The query with its outermost LIMIT lowered to `rows`, or that limit added; an ASK as it stands."""
        start, end = self.limit_span
        if self.form is Form.ASK or (self.limit is not None and self.limit <= rows):
            return self.text
        clause = str(rows) if self.limit is not None else f"\nLIMIT {rows}\n"
        return self.text[:start] + clause + self.text[end:]


def scan(text: str, *, base: str, depth: int = 100) -> Query:
    """Raises Refused for an update, SERVICE or LOAD, QueryError for brackets nested deeper than `depth`."""
    found = list(tokens(text))
    deepest = max((token.depth for token in found), default=0)
    if deepest > depth:
        raise QueryError(f"brackets nested {deepest} deep", advice=f"this service takes {depth}")
    form = _form(found)
    _refuse_federation(found)
    default, named = _graphs(found, base)
    limit, span = _limit(found, len(text))
    words = {token.text.upper() for token in found if token.kind == "word"}
    return Query(text, form, default, named, not words & _CHANGING, "GRAPH" in words, limit, span)


def tokens(text: str) -> Iterator[Token]:
    """Everything but white space and comments. A bracket has the depth outside it."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "skip":
            continue
        if kind == "close":
            depth = max(0, depth - 1)
        yield Token(kind, match.group(), match.start(), match.end(), depth)
        if kind == "open":
            depth += 1


def _form(tokens: list[Token]) -> Form:
    """The first word after the prologue; anything unknown counts as SELECT and fails in the engine."""
    words = (token.text.upper() for token in tokens if token.kind == "word" and token.depth == 0)
    first = next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), "")
    if first in _UPDATES:
        raise Refused(f"{first} would change the data", advice="this service is read-only: no update is accepted")
    return Form(first) if first in Form.__members__ else Form.SELECT


def _refuse_federation(tokens: list[Token]) -> None:
    for token in tokens:
        if token.kind == "word" and token.text.upper() in ("SERVICE", "LOAD"):
            raise Refused(
                f"{token.text.upper()} would fetch from elsewhere",
                where=f"character {token.start}",
                advice="query that endpoint yourself, or federate from a service of your own",
            )


def prologue(tokens: Sequence[Token], base: str) -> tuple[dict[str, str], str]:
    """What PREFIX declares, name → absolute IRI, and the base IRI after the last BASE."""
    prefixes: dict[str, str] = {}
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.depth or word.kind != "word":
            continue
        if word.text.upper() == "BASE" and name.kind == "iri":
            base = _absolute(base, name)
        elif word.text.upper() == "PREFIX" and name.text.endswith(":") and iri.kind == "iri":
            prefixes[name.text[:-1]] = _absolute(base, iri)
    return prefixes, base


def _graphs(tokens: list[Token], base: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    prefixes, base = prologue(tokens, base)
    default: list[str] = []
    named: list[str] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        word = token.text.upper() if token.kind == "word" and token.depth == 0 else ""
        if word == "FROM" and after is not None and after.kind != "word":
            default.append(_resolve(after, prefixes, base))
        elif word == "NAMED" and before is not None and before.text.upper() == "FROM" and after is not None:
            named.append(_resolve(after, prefixes, base))
    return tuple(default), tuple(named)


def _absolute(base: str, iri: Token) -> str:
    """Only a relative IRI is joined: joining drops the # that ends a namespace."""
    value = iri.text[1:-1]
    return value if re.match(r"[A-Za-z][\w+.-]*:", value) else urljoin(base, value) + "#" * value.endswith("#")


def _resolve(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return _absolute(base, token)
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


def _limit(tokens: list[Token], length: int) -> tuple[int | None, tuple[int, int]]:
    """The outermost LIMIT and the characters of its number; without one, where it goes: the end, or before VALUES."""
    end = (length, length)
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        word = token.text.upper() if token.kind == "word" and token.depth == 0 else ""
        if word == "LIMIT" and after is not None and after.kind == "number" and after.text.isdecimal():
            return int(after.text[:18]), (after.start, after.end)
        if word == "VALUES":
            end = (token.start, token.start)
    return None, end
