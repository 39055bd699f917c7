"""docs/questions.md: every class has an example, and the example says what the product says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answering import Answerer
from answering.understanding.query import Kind

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^### .*\(`(\w+)`\)\n\n.*?\n\n> (.*)\n\n(.*)\n(?:.|\n)*?```sparql\n((?:.|\n)*?)\n```", PAGE, re.M
)


def test_every_class_is_documented() -> None:
    assert {kind for kind, *_ in EXAMPLES} == {*(kind.value for kind in Kind), "not_found"}


def without_passages(sparql: str) -> str:
    """The IRIs of a document, its passages and its statements depend on the path that it was ingested from."""
    return re.sub(r"<[^>]*/id/(document|statement)/[^>]*>", r"<\1>", sparql.strip())


@pytest.mark.parametrize(("kind", "question", "text", "sparql"), EXAMPLES, ids=[kind for kind, *_ in EXAMPLES])
def test_example(answerer: Answerer, kind: str, question: str, text: str, sparql: str) -> None:
    answer = answerer.answer(question)
    assert (answer.query.kind.value if answer.answered else "not_found") == kind
    assert answer.text == text
    assert without_passages(answer.sparql) == without_passages(sparql)
