"""Where a list of tokens leaves the grammar of `sparql.ebnf`, and what could have stood there instead.

Never decides whether a query is answered: the engine does, whose messages are about its own insides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("sparql.ebnf")
_SYMBOL = re.compile(r"'([^']+)'|(\w+)|([()|?*+])")
_QUOTED = re.compile(r"'([^']+)'")
END = "END"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A terminal (`'SELECT'`, `VARIABLE`) or the name of a rule."""

    name: str
    terminal: bool


@dataclass(frozen=True, slots=True)
class Sequence_:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`sign` is ?, * or +."""

    part: Node
    sign: str


Node = Symbol | Sequence_ | Choice | Repeat


@dataclass(frozen=True, slots=True)
class Misfit:
    """`at` is the index of the token that does not fit, `expected` the terminals that would."""

    at: int
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """`first` holds the terminals that a rule can begin with, and "" for a rule that can be empty; `words` are the
    terminals that stand for themselves, `kinds` the words that a kind of token lists."""

    start: str
    words: frozenset[str]
    kinds: Mapping[str, str]
    rules: Mapping[str, Node]
    first: Mapping[str, frozenset[str]]

    def misfit(self, tokens: Sequence[str]) -> Misfit | None:
        """None when the tokens fit. `tokens` end with END."""
        stack: list[Node] = [Symbol(self.start, False)]
        at, expected = 0, set[str]()
        while stack:
            node = stack.pop()
            begins = beginnings(node, self.first)
            if tokens[at] not in begins:
                expected |= begins - {""}
                if "" not in begins:
                    return Misfit(at, frozenset(expected))
                continue
            if isinstance(node, Symbol) and node.terminal:
                at += 1
                expected.clear()
            else:
                stack.extend(reversed(self._inside(node, tokens[at])))
        return None

    def _inside(self, node: Node, token: str) -> tuple[Node, ...]:
        """What is to be read for a node that can begin with the token."""
        if isinstance(node, Symbol):
            return (self.rules[node.name],)
        if isinstance(node, Sequence_):
            return node.parts
        if isinstance(node, Choice):
            return (next(branch for branch in node.branches if token in beginnings(branch, self.first)),)
        return (node.part,) if node.sign == "?" else (node.part, Repeat(node.part, "*"))


def beginnings(node: Node, first: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if isinstance(node, Symbol):
        return frozenset({node.name}) if node.terminal else first[node.name]
    if isinstance(node, Choice):
        return frozenset().union(*(beginnings(branch, first) for branch in node.branches))
    if isinstance(node, Repeat):
        return beginnings(node.part, first) | (frozenset() if node.sign == "+" else {""})
    found = frozenset({""})
    for part in node.parts:
        found = (found - {""}) | beginnings(part, first)
        if "" not in found:
            break
    return found


@cache
def sparql() -> Grammar:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    definitions = re.findall(r"^(\w+) = (.*?)(?=^\w+ = |\Z)", "\n".join(lines), flags=re.MULTILINE | re.DOTALL)
    rules = {name: _read(body) for name, body in definitions if not name.isupper()}
    kinds = {word: name for name, body in definitions if name.isupper() for word in _QUOTED.findall(body)}
    words = frozenset(word for _, body in definitions for word in _QUOTED.findall(body)) - set(kinds)
    return Grammar(definitions[0][0], words, kinds, rules, _first(rules))


def _first(rules: Mapping[str, Node]) -> dict[str, frozenset[str]]:
    first = {name: frozenset[str]() for name in rules}
    while True:
        again = {name: beginnings(node, first) for name, node in rules.items()}
        if again == first:
            return first
        first = again


def _read(body: str) -> Node:
    symbols = [match.group(1, 2, 3) for match in _SYMBOL.finditer(body)]
    return _choice(symbols)


def _choice(symbols: list[tuple[str | None, ...]]) -> Node:
    """Reads up to the end or a closing bracket, and takes what it read from the front of `symbols`."""
    branches: list[list[Node]] = [[]]
    while symbols:
        literal, name, sign = symbols.pop(0)
        if sign == ")":
            break
        if sign == "|":
            branches.append([])
        elif sign == "(":
            branches[-1].append(_choice(symbols))
        elif sign:
            branches[-1].append(Repeat(branches[-1].pop(), sign))
        else:
            branches[-1].append(Symbol(literal or name or "", literal is not None or (name or "").isupper()))
    read = [one[0] if len(one) == 1 else Sequence_(tuple(one)) for one in branches]
    return read[0] if len(read) == 1 else Choice(tuple(read))
