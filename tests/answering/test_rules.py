"""The examples and counter-examples of the question rules are their tests."""

from __future__ import annotations

import pytest

from answering.understanding.places import find_places
from answering.understanding.query import Kind
from answering.understanding.reader import language_of, read_question
from answering.understanding.rules import QuestionRule, question_rules
from answering.understanding.status import StatusRule, find_status, status_rules

NEWEST = 2026


def kind_of(question: str) -> Kind:
    return read_question(question, newest=NEWEST).kind


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in question_rules() for example in rule.examples], ids=str
)
def test_examples_are_read_as_their_class(rule: QuestionRule, example: str) -> None:
    assert language_of(example) == rule.language
    assert kind_of(example) is rule.kind


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in question_rules() for example in rule.counter_examples], ids=str
)
def test_counter_examples_are_not(rule: QuestionRule, example: str) -> None:
    assert kind_of(example) is not rule.kind


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in status_rules() for example in rule.examples], ids=str
)
def test_wording_that_asks_for_a_target(rule: StatusRule, example: str) -> None:
    assert rule.status in {found.status for found in find_status(example, rule.language)}


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in status_rules() for example in rule.counter_examples], ids=str
)
def test_wording_that_does_not(rule: StatusRule, example: str) -> None:
    assert not rule.pattern.search(example)


def test_every_class_but_not_found_has_a_rule_in_both_languages() -> None:
    for language in ("zh", "en"):
        assert {rule.kind for rule in question_rules() if rule.language == language} == set(Kind)


def test_a_name_made_of_two_places_is_no_comparison() -> None:
    names = find_places("Ningbo-Zhoushan Port containers", "en")
    assert [name.part for name in names] == [True, True]
