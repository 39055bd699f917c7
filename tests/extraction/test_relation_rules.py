"""The examples and counter-examples of the relation rules."""

from __future__ import annotations

from typing import Any

import pytest

from extraction.heads import heads, heads_at_end, is_name
from extraction.rules import entries, pattern_rules
from extraction.triggers import triggers


@pytest.mark.parametrize("rule", pattern_rules("phrases"), ids=lambda rule: str(rule.id))
def test_phrases(rule: Any) -> None:
    assert all(rule.pattern.search(example) for example in rule.examples)
    assert not any(rule.pattern.fullmatch(example) for example in rule.counter_examples)


@pytest.mark.parametrize("entry", entries("relation_triggers"), ids=lambda entry: str(entry["id"]))
def test_triggers(entry: dict[str, Any]) -> None:
    trigger = next(one for one in triggers(entry["order"]) if one.id == entry["id"])
    assert all(trigger.pattern.search(example) for example in entry["examples"])
    assert not any(trigger.pattern.search(example) for example in entry["counter_examples"])


@pytest.mark.parametrize("entry", entries("entity_heads"), ids=lambda entry: str(entry["id"]))
def test_heads(entry: dict[str, Any]) -> None:
    head = next(one for one in heads() if one.id == entry["id"])

    def named(phrase: str) -> bool:
        matches = [match for match in heads_at_end(phrase, frozenset({head.type})) if match.head is head]
        return any(is_name(phrase, match, proper=head.named == "proper", listed=False) for match in matches)

    assert [example for example in entry["examples"] if not named(example)] == []
    assert [example for example in entry["counter_examples"] if named(example)] == []
