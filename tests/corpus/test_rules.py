"""Every rule matches its examples and none of its counter-examples."""

from __future__ import annotations

import re
from typing import Any

import pytest

from corpus import dating, rules


def _rows() -> list[Any]:
    heading = rules.load("headings.yaml")
    return [
        *((row["where"], row) for row in rules.load("furniture.yaml")["rules"]),
        ("start", heading["table"] | {"id": "table"}),
        ("start", rules.load("titles.yaml")["dateline"] | {"id": "dateline"}),
        *((row["where"], row) for row in rules.load("captions.yaml")["rules"]),
        *(("start", row) for row in heading["numbering"]),
        ("line", heading["appendix"] | {"id": "appendix"}),
        ("line", heading["header"] | {"id": "header"}),
        ("start", heading["salutation"] | {"id": "salutation"}),
    ]


@pytest.mark.parametrize(("where", "row"), _rows(), ids=lambda value: value["id"] if isinstance(value, dict) else None)
def test_rule_matches_its_examples(where: str, row: dict[str, Any]) -> None:
    rule = rules.Rule(row["id"], where, re.compile(f"(?:{row['pattern']})" + (r"\Z" if where == "end" else "")))
    assert [text for text in row["examples"] if not rule.match(text)] == []
    assert [text for text in row["counter_examples"] if rule.match(text)] == []


@pytest.mark.parametrize("where", ["head", "title", "file"])
def test_dates(where: str) -> None:
    for row in rules.load("issued.yaml")[where]:
        assert {text: dating.find(text, where) for text in row["examples"]} == row["examples"]
        assert [text for text in row["counter_examples"] if re.search(row["pattern"], text)] == []
