from __future__ import annotations

import io
from pathlib import Path

import pytest

from graph.build import GraphWriter
from graph.naming import Names
from graph.store import EmbeddedStore
from model.errors import BuildError

UNION = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } MINUS { GRAPH ?g { ?s ?p ?o } } }"
MISSING = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"


def dump(path: Path) -> bytes:
    output = io.BytesIO()
    EmbeddedStore(path, read_only=True).dump(output)
    return output.getvalue()


def is_union(path: Path) -> bool:
    store = EmbeddedStore(path, read_only=True)
    return all(store.select(query)[0]["n"].value == "0" for query in (UNION, MISSING))


def test_fresh_build_holds_documents_and_vocabulary(tmp_path: Path, sample, names: Names) -> None:
    writer = GraphWriter(tmp_path / "work", names=names)
    writer.replace(sample.document.id, sample.ntriples(names))
    counts = writer.finish(tmp_path / "done")
    assert counts.documents == 1
    assert counts.triples < counts.quads
    assert is_union(tmp_path / "done")
    assert not (tmp_path / "work").exists()


def test_changes_lead_to_the_same_bytes_as_a_fresh_build(tmp_path: Path, make, names: Names) -> None:
    a, a2, b, c = make("a.txt"), make("a.txt", value=13000.0), make("b.txt"), make("c.txt")
    writer = GraphWriter(tmp_path / "work", names=names)
    for sample in (a, b):
        writer.replace(sample.document.id, sample.ntriples(names))
    writer.finish(tmp_path / "one")
    before = dump(tmp_path / "one")
    writer = GraphWriter(tmp_path / "work", names=names, previous=tmp_path / "one")
    writer.replace(a2.document.id, a2.ntriples(names))
    writer.remove(b.document.id)
    writer.replace(c.document.id, c.ntriples(names))
    assert writer.finish(tmp_path / "two").documents == 2
    writer = GraphWriter(tmp_path / "work", names=names)
    for sample in (c, a2):
        writer.replace(sample.document.id, sample.ntriples(names))
    writer.finish(tmp_path / "fresh")
    assert dump(tmp_path / "two") == dump(tmp_path / "fresh")
    assert is_union(tmp_path / "two")
    assert dump(tmp_path / "one") == before


def test_a_document_given_twice_is_an_error(tmp_path: Path, sample, names: Names) -> None:
    writer = GraphWriter(tmp_path / "work", names=names)
    writer.replace(sample.document.id, "")
    with pytest.raises(BuildError, match="twice"):
        writer.replace(sample.document.id, "")
    writer.close()


def test_a_missing_store_is_a_build_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="cannot be opened"):
        EmbeddedStore(tmp_path / "nothing", read_only=True)


def test_compacting_changes_the_files_and_not_what_they_hold(tmp_path: Path, make, names: Names) -> None:
    writer = GraphWriter(tmp_path / "work", names=names)
    for name in ("a.txt", "b.txt"):
        writer.replace((each := make(name)).document.id, each.ntriples(names))
    writer.finish(tmp_path / "done")
    EmbeddedStore(tmp_path / "done", read_only=True).snapshot(tmp_path / "copy")
    store = EmbeddedStore(tmp_path / "copy")
    store.compact()
    store.snapshot(tmp_path / "compact")
    store.close()
    assert dump(tmp_path / "compact") == dump(tmp_path / "done")
    assert is_union(tmp_path / "compact")
