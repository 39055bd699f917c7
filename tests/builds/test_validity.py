"""A build that is not as shapes.ttl says is refused, with what, where and how to go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from builds.validity import Validity
from graph.shapes import Fault, Owed
from graph.store import EmbeddedStore
from graph.terms import Iri
from model.errors import BuildError

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    writer = EmbeddedStore(tmp_path / "store")
    writer.replace(Iri("http://x/g"), f'<http://x/named> {LABEL} "有名称" .\n')
    writer.snapshot(tmp_path / "finished")
    writer.close()
    return tmp_path / "finished"


def test_what_conforms_is_published(store: Path) -> None:
    validity = Validity()
    validity.note("a.txt", (), {Owed("<http://x/named>", None)})
    validity.settle(store)
    assert validity.problems() == ()
    validity.refuse(store)


def test_a_violation_is_refused_with_its_document(store: Path) -> None:
    validity = Validity()
    validity.note("b.txt", (Fault("http://x/o", "http://x/#quote", "has no quote"),), ())
    validity.note("a.txt", (), {Owed("<http://x/nameless>", None), Owed("<http://x/named>", "<http://x/Place>")})
    validity.settle(store)
    assert [line.split(": ")[0] for line in validity.problems()] == ["a.txt", "a.txt", "b.txt"]
    with pytest.raises(BuildError) as raised:
        validity.refuse(store)
    said = str(raised.value)
    assert "3 violations of shapes.ttl in 2 documents" in said
    assert "a.txt: <http://x/nameless> has no label" in said
    assert "b.txt: <http://x/o> has no quote (quote)" in said
    assert "--accept-invalid" in said
