"""The queries of `data/queries/answers`, with their parameters filled in as RDF terms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template

from graph.terms import Iri, Literal
from model.errors import InvalidData

FOLDER = Path(__file__).resolve().parents[1] / "data" / "queries" / "answers"


def render(name: str, **parameters: str) -> str:
    """The query with each `$parameter` replaced. Values must be terms written by `iris` or `literal`, or query
    text."""
    try:
        return _template(name).substitute(parameters)
    except KeyError as error:
        raise InvalidData(f"no value for ${error.args[0]}", where=name, advice="add the parameter") from error


def iris(values: Iterable[str]) -> str:
    return " ".join(str(Iri(value)) for value in values)


def literal(value: str) -> str:
    return str(Literal(value))


@cache
def _template(name: str) -> Template:
    path = FOLDER / f"{name}.rq"
    try:
        return Template(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidData(f"cannot be read: {error.strerror}", where=str(path), advice="restore the file") from error
