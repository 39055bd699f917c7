"""The two languages say the same things, and everything the templates and modules ask for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from model.statement import EntityType, Measure, Predicate, Status
from service.language import words

SERVICE = Path(__file__).parents[2] / "service"
GROUPS = {"measure": Measure, "status": Status, "predicate": Predicate, "inverse": Predicate, "type": EntityType}


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_both_languages_have_the_same_words() -> None:
    """But for units, which Chinese readers read as they stand."""
    chinese, english = ({key for key in words(name) if not key.startswith("unit.")} for name in ("zh", "en"))
    assert chinese == english


def test_both_languages_take_the_same_values() -> None:
    for key in words("zh").keys() & words("en").keys() - {"examples"}:
        assert fields(words("zh")[key]) == fields(words("en")[key]), key


@pytest.mark.parametrize("template", sorted((SERVICE / "templates").glob("*.html")), ids=lambda path: path.name)
def test_templates_ask_for_words_that_exist(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    asked = set(re.findall(r"\bt\('([\w.]+)'", text))
    assert asked <= words("zh").keys()


@pytest.mark.parametrize(("group", "vocabulary"), GROUPS.items())
def test_every_value_of_a_vocabulary_has_words(group: str, vocabulary: type[Measure]) -> None:
    for value in vocabulary:
        assert f"{group}.{value.value}" in words("zh"), value
