"""The rule files of this package, compiled once: furniture, captions and headings (data/rules)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model.errors import InvalidData

_FOLDER = Path(__file__).parent.parent / "data" / "rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """`where` says how the pattern is held against a line: "line", "start", "end", "search" or, for every place,
    "inline"."""

    id: str
    where: str
    pattern: re.Pattern[str]
    rank: int = 0

    def match(self, text: str) -> re.Match[str] | None:
        if self.where == "line":
            return self.pattern.fullmatch(text)
        return self.pattern.match(text) if self.where == "start" else self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class Headings:
    """`header` matches lines of a report's head that are no headings, `salutation` the start of a speech or turn,
    `table` a line that names a table or its unit.
    """

    numbering: tuple[Rule, ...]
    appendix: Rule
    header: Rule
    salutation: Rule
    table: Rule


@cache
def furniture() -> tuple[Rule, ...]:
    return tuple(_rule(row, "furniture.yaml") for row in load("furniture.yaml")["rules"])


@cache
def captions() -> tuple[Rule, ...]:
    return tuple(_rule(row, "captions.yaml") for row in load("captions.yaml")["rules"])


@cache
def headings() -> Headings:
    name = "headings.yaml"
    data = load(name)
    return Headings(
        tuple(_rule({"where": "start", **row}, name) for row in data["numbering"]),
        _rule({"id": "appendix", "where": "line", **data["appendix"]}, name),
        _rule({"id": "header", "where": "line", **data["header"]}, name),
        _rule({"id": "salutation", "where": "start", **data["salutation"]}, name),
        _rule({"id": "table", "where": "start", **data["table"]}, name),
    )


@cache
def dateline() -> Rule:
    name = "titles.yaml"
    return _rule({"id": "dateline", "where": "start", **load(name)["dateline"]}, name)


@cache
def dates(where: str) -> tuple[Rule, ...]:
    """Rules for dates in the "head", the "title" or the name of the "file"."""
    return tuple(_rule({"where": "search", **row}, "issued.yaml") for row in load("issued.yaml")[where])


def load(name: str) -> dict[str, Any]:
    """A rule file as it stands, examples included. Raises InvalidData when it is not a YAML mapping."""
    import yaml

    path = _FOLDER / name
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise InvalidData("is not valid YAML", where=str(path), advice=str(error)) from None
    if not isinstance(data, dict):
        raise InvalidData("holds no mapping", where=str(path), advice="see data/rules/furniture.yaml for the form")
    return data


def _rule(row: dict[str, Any], name: str) -> Rule:
    try:
        where = str(row["where"])
        pattern = f"(?:{row['pattern']})" + (r"\Z" if where == "end" else "")
        return Rule(str(row["id"]), where, re.compile(pattern), int(row.get("rank", 0)))
    except (KeyError, re.error) as error:
        raise InvalidData(f"rule {row.get('id', '?')!r} is broken: {error}", where=name) from None
