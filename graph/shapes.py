"""shapes.ttl against the N-Triples of one document, fast enough for every document of an ingest.

Reads the part of SHACL that shapes.ttl uses and refuses to load anything else, so that no shape is passed over in
silence. What a document says of things that others define (`Owed`) is settled against the finished store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import cast

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from graph.vocabulary import SHAPES_PATH
from model.errors import InvalidData

_SH = "http://www.w3.org/ns/shacl#"
_XSD = PREFIXES["xsd"]
_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_LEXICAL = {
    "integer": r"[+-]?[0-9]+",
    "decimal": r"[+-]?[0-9]*\.?[0-9]+",
    "date": r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9:]{5})?",
    "gYearMonth": r"-?[0-9]{4,}-[0-9]{2}",
    "gYear": r"-?[0-9]{4,}",
}

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Test = Callable[[str], object]
"""True of a term, as N-Triples write it, that may stand there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`subject` and `path` are IRIs, `message` is that of the shape."""

    subject: str
    path: str
    message: str

    @property
    def name(self) -> str:
        return self.path.rpartition("#")[2].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Owed:
    """Something of another document or lexicon that must be of a class (an IRI), or have a label (None)."""

    thing: str
    kind: str | None

    def query(self) -> str:
        """Whether a store settles it. `thing` and `kind` are terms as N-Triples write them."""
        if self.kind is None:
            return f"ASK {{ {self.thing} {_LABEL} ?label }}"
        return f"ASK {{ {self.thing} a/<{PREFIXES['rdfs']}subClassOf>* {self.kind} }}"

    def fault(self) -> Fault:
        said = "has no label" if self.kind is None else f"is not of the class {self.kind}"
        return Fault(self.thing[1:-1], _LABEL[1:-1] if self.kind is None else _TYPE[1:-1], said)


@dataclass(frozen=True, slots=True)
class Rule:
    """One property of a shape. `before` is a property whose values must be larger, or as large where `equal` is set."""

    path: str
    message: str
    least: int
    most: int
    tests: tuple[Test, ...]
    kind: str | None
    labelled: bool
    before: str | None
    equal: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """`either` are properties of which one must be there. `closer` are
    the rules that look at values."""

    rules: Mapping[str, Rule]
    required: frozenset[str]
    closer: Mapping[str, Rule]
    either: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shapes:
    by_class: Mapping[str, Shape]

    def check(self, ntriples: str) -> tuple[list[Fault], set[Owed]]:
        """`ntriples` are sorted lines, as `graph.terms.ntriples` writes them."""
        faults: list[Fault] = []
        owed: set[tuple[str, str | None]] = set()
        known: set[tuple[str, str | None]] = set()
        lines = [line.split(" ", 2) for line in ntriples.split("\n") if line]
        for subject, group in groupby(lines, key=itemgetter(0)):
            pairs = [(path, value[:-2]) for _, path, value in group]
            for path, value in pairs:
                if path == _TYPE:
                    known.add((subject, value))
                    if value in self.by_class:
                        _check(subject, pairs, self.by_class[value], faults, owed)
                elif path == _LABEL:
                    known.add((subject, None))
        return faults, {Owed(thing, kind) for thing, kind in owed - known}


@cache
def load() -> Shapes:
    """Of shapes.ttl. Raises InvalidData for a constraint that is not understood here."""
    triples = [quad.triple for quad in ox.parse(path=str(SHAPES_PATH), format=ox.RdfFormat.TURTLE)]
    graph = _Graph(triples)
    targets = [(s, o) for s, p, o in triples if p.value == _SH + "targetClass"]
    return Shapes({str(kind): graph.shape(node) for node, kind in targets})


def _check(
    subject: str, pairs: Sequence[tuple[str, str]], shape: Shape, faults: list[Fault], owed: set[tuple[str, str | None]]
) -> None:
    values = dict(pairs)
    wrong = {path for path in shape.required if path not in values}
    if _LABEL in wrong:  # of a thing that another document or a lexicon names
        wrong.discard(_LABEL)
        owed.add((subject, None))
    if len(values) != len(pairs):
        wrong |= {path for path in values if _too_many(path, pairs, shape)}
    for path, value in pairs:
        rule = shape.closer.get(path)
        if rule is not None:
            for test in rule.tests:
                if not test(value):
                    wrong.add(path)
            if rule.before is not None and not _ordered(value, values.get(rule.before), equal=rule.equal):
                wrong.add(path)
            if rule.kind is not None:
                owed.add((value, rule.kind))
            if rule.labelled:
                owed.add((value, None))
    faults += [Fault(subject[1:-1], path[1:-1], shape.rules[path].message) for path in sorted(wrong)]
    if shape.either and not shape.either & values.keys():
        names = " or ".join(sorted(path[1:-1].rpartition("#")[2] for path in shape.either))
        faults.append(Fault(subject[1:-1], min(shape.either)[1:-1], f"it has no {names}"))


def _too_many(path: str, pairs: Sequence[tuple[str, str]], shape: Shape) -> bool:
    return path in shape.rules and sum(one == path for one, _ in pairs) > shape.rules[path].most


def _ordered(value: str, other: str | None, *, equal: bool) -> bool:
    """Integers and dates of four-digit years; what is no such pair is for other rules to find."""
    if other is None:
        return True
    first, second = _lexical(value), _lexical(other)
    if first.isdecimal() and second.isdecimal():
        return int(first) <= int(second) if equal else int(first) < int(second)
    return first <= second if equal else first < second


def _lexical(value: str) -> str:
    return value[1 : value.rfind('"')] if value.startswith('"') else value


def _string(value: str) -> bool:
    return value[0] == value[-1] == '"'


def _datatype(name: str) -> Test:
    if name == _XSD + "string":
        return _string
    written = _LEXICAL.get(name.removeprefix(_XSD))
    if written is None:
        raise _unknown(name)
    return cast(Test, re.compile(f'"(?:{written})"\\^\\^<{re.escape(name)}>').fullmatch)


def _any(tests: Sequence[Test], value: str) -> bool:
    return any(bool(test(value)) for test in tests)


def _one_of(terms: frozenset[str], value: str) -> bool:
    return value in terms


def _written(pattern: re.Pattern[str], value: str) -> bool:
    return bool(pattern.search(_lexical(value)))


def _long(least: int, value: str) -> bool:
    return len(_lexical(value)) >= least


def _between(least: float, most: float, value: str) -> bool:
    try:
        return least <= float(_lexical(value)) <= most
    except ValueError:
        return False


def _begins(sign: str, value: str) -> bool:
    return value.startswith(sign)


class _Graph:
    """The triples of shapes.ttl, read into shapes."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._by_subject: dict[object, list[tuple[str, Node]]] = {}
        for subject, predicate, value in triples:
            self._by_subject.setdefault(subject, []).append((predicate.value, value))

    def shape(self, node: object) -> Shape:
        rules = {rule.path: rule for rule in self._rules(node)}
        return Shape(
            rules,
            frozenset(path for path, rule in rules.items() if rule.least),
            {path: rule for path, rule in rules.items() if rule.tests or rule.kind or rule.labelled or rule.before},
            frozenset(self._either(node)),
        )

    def _rules(self, node: object) -> Iterator[Rule]:
        for name, value in self._by_subject[node]:
            if name == _SH + "property":
                yield self._rule(value)
            elif name == _SH + "node":
                yield from self._rules(value)
            elif name not in (_SH + "targetClass", _SH + "or", PREFIXES["rdf"] + "type"):
                raise _unknown(name)

    def _either(self, node: object) -> Iterator[str]:
        for value in self._values(node, "or"):
            for branch in self._list(value):
                said = dict(self._by_subject[branch])
                if said.keys() != {_SH + "path", _SH + "minCount"}:
                    raise _unknown(_SH + "or")
                yield str(said[_SH + "path"])

    def _rule(self, node: object) -> Rule:
        said = {name.removeprefix(_SH): value for name, value in self._by_subject[node] if name != _SH + "message"}
        messages = {
            value.language: value.value for value in self._values(node, "message") if isinstance(value, ox.Literal)
        }
        after = said.get("lessThan") or said.get("lessThanOrEquals")
        return Rule(
            path=str(said["path"]),
            message=messages.get("en", ""),
            least=int(_number(said.get("minCount"), 0)),
            most=int(_number(said.get("maxCount"), 1 << 30)),
            tests=tuple(self._tests(said)),
            kind=str(said["class"]) if "class" in said else None,
            labelled="node" in said,
            before=None if after is None else str(after),
            equal="lessThanOrEquals" in said,
        )

    def _tests(self, said: Mapping[str, Node]) -> Iterator[Test]:
        understood = {"path", "minCount", "maxCount", "class", "node", "lessThan", "lessThanOrEquals"}
        bounds = {"minInclusive", "maxInclusive"}
        for name, value in said.items():
            if name == "datatype":
                yield _datatype(_text(value))
            elif name == "in":
                yield partial(_one_of, frozenset(str(one) for one in self._list(value)))
            elif name == "pattern":
                yield partial(_written, re.compile(_text(value)))
            elif name == "minLength":
                yield partial(_long, int(_number(value, 0)))
            elif name == "nodeKind":
                yield partial(_begins, "<" if _text(value) == _SH + "IRI" else '"')
            elif name == "or":
                branches = [dict(self._by_subject[branch]) for branch in self._list(value)]
                yield partial(_any, [_datatype(_text(one[_SH + "datatype"])) for one in branches])
            elif name not in understood | bounds:
                raise _unknown(_SH + name)
        if bounds & said.keys():
            least, most = (
                _number(said.get(name), inf) for name, inf in (("minInclusive", -1e300), ("maxInclusive", 1e300))
            )
            yield partial(_between, least, most)

    def _values(self, node: object, name: str) -> list[Node]:
        return [value for one, value in self._by_subject[node] if one == _SH + name]

    def _list(self, node: object) -> Iterator[Node]:
        said = dict(self._by_subject.get(node, ()))
        while said:
            yield said[PREFIXES["rdf"] + "first"]
            said = dict(self._by_subject.get(said[PREFIXES["rdf"] + "rest"], ()))


def _text(value: Node) -> str:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value.value
    raise _unknown(str(value))


def _number(value: Node | None, otherwise: float) -> float:
    return otherwise if value is None else float(_text(value))


def _unknown(name: str) -> InvalidData:
    return InvalidData(f"{name} is not understood", where=str(SHAPES_PATH.name), advice="teach it to graph/shapes.py")
