"""The SPARQL of this package: files under `data/queries/analysis/` whose marked lines take values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "queries" / "analysis"
_MARKED = re.compile(r"^(?P<indent>\s*)(?:# )?(?P<text>.*?)\s*#@(?P<name>\w+)$")
_BRACES = re.compile(r"\{[^{}]*\}")


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def fill(name: str, /, **values: Sequence[str] | int | None) -> str:
    """The query of that file, each line marked `#@x` filled with `values["x"]`: SPARQL terms, or a number for a limit.

    A marked line for which nothing is given becomes a comment, so that it asks for nothing in particular.
    """
    return "\n".join(_line(line, values) for line in _text(name).splitlines())


def _line(line: str, values: dict[str, Sequence[str] | int | None]) -> str:
    match = _MARKED.match(line)
    if match is None:
        return line
    given = values.get(match["name"])
    if given is None:
        return "#"
    if isinstance(given, int):
        return re.sub(r"\d+", str(given), match["text"])
    return match["indent"] + _BRACES.sub(lambda _: "{ " + " ".join(given) + " }", match["text"], count=1)


def iri(value: str) -> str:
    """`value` as a SPARQL IRI. ValueError when it holds a character that would end one."""
    if not value or re.search(r'[\x00-\x20<>"{}|^`\\]', value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


def literal(value: str) -> str:
    """`value` as a SPARQL string (SPARQL 1.1 Query, section 19.7)."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
