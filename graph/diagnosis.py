"""What is wrong with a query that the engine cannot read: where, what stands there, what could, in plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from graph.grammar import END, Misfit, sparql
from graph.namespaces import PREFIXES
from graph.scan import BadSyntax, Token, prologue, tokens

_KINDS = {
    "iri": "IRI",
    "variable": "VARIABLE",
    "tag": "TAG",
    "name": "NAME",
    "blank": "BLANK",
    "number": "NUMBER",
    "string": "STRING",
}
_LITERAL = frozenset({"STRING", "NUMBER", "TRUE", "FALSE"})
# The largest group comes first; a group is told when all of it is expected.
_GROUPS: tuple[tuple[frozenset[str], str], ...] = (
    (_LITERAL | {"VARIABLE", "IRI", "NAME", "FUNCTION", "AGGREGATE", "("}, "an expression"),
    (_LITERAL | {"VARIABLE", "IRI", "NAME", "BLANK", "(", "["}, "a variable, IRI or literal"),
    (_LITERAL | {"IRI", "NAME", "UNDEF"}, "an IRI, a literal or UNDEF"),
    (frozenset({"VARIABLE", "IRI", "NAME", "a", "("}), "a property (IRI, variable, “a” or a path)"),
    (frozenset({"FUNCTION", "AGGREGATE", "("}), "a condition in brackets or a function"),
    (frozenset({"IRI", "NAME", "a"}), "a property"),
    (frozenset({"OPTIONAL", "FILTER", "BIND", "{"}), "a pattern (OPTIONAL, FILTER, BIND, “{” …)"),
    (frozenset({"=", "!=", "<", ">", "<=", ">="}), "a comparison (=, !=, <, > …)"),
    (frozenset({"IRI", "NAME"}), "an IRI or a prefixed name"),
)
_HIDDEN = frozenset(
    {"IN", "NOT", "EXISTS", "UNION", "MINUS", "GRAPH", "TAG", "BLANK", "[", "^^", "&&", "||", *"+-*/!^|"}
)
_NAMES = {
    "VARIABLE": "a variable",
    "IRI": "an IRI in < >",
    "NAME": "a prefix and its colon",
    "STRING": "a string in quotes",
    "NUMBER": "a number",
    "FUNCTION": "a function",
    "AGGREGATE": "an aggregate",
    END: "the end of the query",
}
_SHOWN = 7
_LINE = 120  # characters of the offending line that are shown
_ENGINE = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` counts characters from the start of the query."""

    at: int
    found: str
    advice: str = ""


def diagnose(query: str, message: str) -> BadSyntax:
    """`message` is the engine's own. The error's text ends with the line in question and a caret below the place."""
    fault = _fault(query, list(tokens(query)), message)
    line, column = position(query, fault.at)
    text = f"{fault.found} – {fault.advice}" if fault.advice else fault.found
    return BadSyntax(f"{text}\n\n{excerpt(query, fault.at)}", where=f"line {line}, column {column}")


def position(query: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1, in code points."""
    before = query[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def excerpt(query: str, at: int) -> str:
    """The line in question, with a caret below its character; full-width characters take two columns."""
    start = query.rfind("\n", 0, at) + 1
    end = query.find("\n", at)
    line = query[start : end if end >= 0 else len(query)].rstrip("\r").expandtabs(1)
    cut = max(0, at - start - _LINE // 2)
    shown = ("…" if cut else "") + line[cut : cut + _LINE] + ("…" if len(line) > cut + _LINE else "")
    before = ("…" if cut else "") + line[cut : at - start]
    return f"{shown}\n{' ' * sum(_width(character) for character in before)}^"


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fault(query: str, found: Sequence[Token], message: str) -> Fault:
    misfit = sparql().misfit([*map(_terminal, found), END])
    prefix = _undeclared(query, found)
    if prefix is not None and (misfit is None or misfit.at >= len(found) or prefix.at < found[misfit.at].start):
        return prefix
    if misfit is not None:
        return _misplaced(query, found, misfit)
    return next((fault for check in _MEANINGS if (fault := check(found)) is not None), None) or _engine(query, message)


def _terminal(token: Token) -> str:
    if token.kind in _KINDS:
        return _KINDS[token.kind]
    grammar, word = sparql(), token.text.upper()
    if token.kind != "word" or token.text == "a":
        return token.text
    return word if word in grammar.words else grammar.kinds.get(word, "?" + word)


def _undeclared(query: str, found: Sequence[Token]) -> Fault | None:
    declared, _ = prologue(found, "")
    for before, token in zip([None, *found], found, strict=False):
        name = token.text.partition(":")[0]
        declaring = before is not None and before.kind == "word" and before.text.upper() == "PREFIX"
        if token.kind == "name" and name not in declared and not declaring:
            return Fault(token.start, f"the prefix “{name}:” is not declared", _declaration(name, declared))
    return None


def _declaration(name: str, declared: dict[str, str]) -> str:
    if name in PREFIXES:
        return f"put this before the query: PREFIX {name}: <{PREFIXES[name]}>"
    near = get_close_matches(name[:40], [*declared, *PREFIXES], n=1, cutoff=0.5)
    if near:
        iri = declared.get(near[0]) or PREFIXES[near[0]]
        return f"is “{near[0]}:” meant? (PREFIX {near[0]}: <{iri}>)"
    return f"put PREFIX {name}: <…> before the query; known here are {', '.join(f'{known}:' for known in PREFIXES)}"


def _misplaced(query: str, found: Sequence[Token], misfit: Misfit) -> Fault:
    expected = _words(misfit.expected)
    if misfit.at >= len(found):
        if not found:
            return Fault(len(query), "there is no query here", f"expected {expected}")
        return Fault(len(query.rstrip()), f"the query ends too early: {expected} expected{_unclosed(query, found)}")
    token = found[misfit.at]
    shown = token.text if len(token.text) <= 40 else token.text[:40] + "…"
    return Fault(token.start, f"found “{shown}” where {expected} was expected", _hint(query, token, misfit.expected))


def _words(expected: frozenset[str]) -> str:
    left, told = set(expected), list[str]()
    for group, words in _GROUPS:
        if group <= left:
            told.append(words)
            left -= group
    if told or len(left) > _SHOWN:
        left -= _HIDDEN
    told = [one for one in ("“}”", "“)”", "“]”") if one[1] in left] + told
    left -= {"}", ")", "]"}
    told += [_NAMES.get(one) or (one if one.isalpha() and one != "a" else f"“{one}”") for one in sorted(left)]
    more = " …" if len(told) > _SHOWN else ""
    told = told[:_SHOWN]
    return (", ".join(told[:-1]) + " or " + told[-1] if len(told) > 1 else "".join(told)) + more


def _hint(query: str, token: Token, expected: frozenset[str]) -> str:
    plain = unicodedata.normalize("NFKC", token.text)
    if token.text in "“”‘’「」":
        return "strings stand in straight quotes: \"…\" or '…'"
    if token.text in "\"'":
        return "this string has no end: a quote is missing, or it goes over several lines (then write three quotes)"
    if token.kind == "other" and plain != token.text:
        return f"this is a full-width character; type “{plain}”"
    if token.text == "<":
        return "an IRI stands between < and > and holds no spaces, quotes or braces"
    if token.text == "=" and query[token.start - 1 : token.start] == "=":
        return "equality is written with one ="
    if token.text == "," and "VARIABLE" in expected:
        return "variables after SELECT are separated by spaces"
    if token.text == ")" and "AS" in expected:
        return "a computed column needs a name: (… AS ?name)"
    if token.kind == "close" and END in expected:
        return f"there is one “{token.text}” too many"
    if token.text.upper() in ("GROUP", "HAVING", "ORDER", "WHERE", "FROM") and END in expected:
        return "the order is FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET"
    if token.kind == "word":
        return _meant(token.text, expected)
    return ""


def _meant(word: str, expected: frozenset[str]) -> str:
    known = {one for one in expected if one.isalpha() and one.isupper() and one not in _NAMES}
    known |= {name for name, kind in sparql().kinds.items() if kind in expected}
    near = get_close_matches(word[:40].upper(), sorted(known), n=1, cutoff=0.78)
    if near and near[0] != word.upper():
        return f"is {near[0]} meant?"
    if word.upper() in {*sparql().words, *sparql().kinds}:
        return ""
    return (
        f"a name needs its prefix (ach:{word}), a variable its question mark (?{word})" if word.isidentifier() else ""
    )


def _unclosed(query: str, found: Sequence[Token]) -> str:
    open_: list[Token] = []
    for token in found:
        if token.kind == "open":
            open_.append(token)
        elif token.kind == "close" and open_:
            open_.pop()
    if not open_:
        return ""
    line, column = position(query, open_[-1].start)
    return f" (the “{open_[-1].text}” of line {line}, column {column} is not closed)"


def _engine(query: str, message: str) -> Fault:
    match = _ENGINE.search(message)
    lines = query.split("\n")
    said = message.strip()
    if match is None:
        return Fault(len(query), f"the engine cannot read this query: {said[:200]}")
    line, column = min(int(match[1]), len(lines)), int(match[2])
    at = sum(len(one) + 1 for one in lines[: line - 1]) + min(column - 1, len(lines[line - 1]))
    clear = re.findall(r"(?:^|, )([A-Z]\w+(?: [\w*]+){3,})", match[3])
    found = clear[0] if clear else "the words and signs are in order, yet the engine cannot read the query up to here"
    return Fault(
        at, found, "look at the number of arguments of its functions, of values in VALUES, and at _:names used twice"
    )


def _aggregates() -> set[str]:
    return {word for word, kind in sparql().kinds.items() if kind == "AGGREGATE"}


def _selected(found: Sequence[Token]) -> tuple[list[Token], bool]:
    """The plain variables of the outermost SELECT, and whether the query groups or counts."""
    plain: list[Token] = []
    inside = False
    for token in found:
        word = token.text.upper() if token.kind == "word" else ""
        if token.depth == 0 and (word in ("WHERE", "FROM") or token.text == "{"):
            break
        inside = inside or word == "SELECT"
        if inside and token.depth == 0 and token.kind == "variable":
            plain.append(token)
    words = {token.text.upper() for token in found if token.kind == "word"}
    return plain, "GROUP" in words or bool(words & _aggregates())


def _ungrouped(found: Sequence[Token]) -> Fault | None:
    plain, grouping = _selected(found)
    if not grouping:
        return None
    grouped, after = set[str](), ""
    for token in found:
        if token.kind == "word" and token.depth == 0:
            after = token.text.upper() if token.text.upper() != "BY" else after
        elif after == "GROUP" and token.kind == "variable":
            grouped.add(token.text[1:])
    for token in plain:
        if token.text[1:] not in grouped:
            advice = f"add {token.text} to GROUP BY, or take SAMPLE({token.text}), MAX({token.text}) …"
            return Fault(token.start, f"{token.text} is neither grouped nor inside an aggregate", advice)
    return None


def _bound_before(found: Sequence[Token]) -> Fault | None:
    seen: set[str] = set()
    for before, token in pairwise(found):
        if token.kind != "variable":
            continue
        if before.text.upper() == "AS" and token.text[1:] in seen:
            return Fault(token.start, f"{token.text} has a value already before AS gives it one", "choose another name")
        seen.add(token.text[1:])
    return None


_MEANINGS: tuple[Callable[[Sequence[Token]], Fault | None], ...] = (_ungrouped, _bound_before)
