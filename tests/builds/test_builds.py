from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from builds import Build, open_build
from builds.manifest import build_id
from builds.opening import verify
from builds.pipeline import Request, ingest
from builds.publishing import locked
from model.errors import BuildError

from .conftest import NEWS, OTHER, make


def statements(output: Path) -> bytes:
    return (output / "current" / "statements.jsonl").read_bytes()


def content(output: Path) -> dict[str, object]:
    """What must be alike in two builds of the same documents, however each came about."""
    build = open_build(output / "current")
    try:
        verify(build)
        return {
            "inputs": build.manifest.inputs,
            "counts": dict(build.manifest.counts),
            "statements": statements(output),
            "triples": sorted(map(str, build.graph.select("SELECT * { ?s ?p ?o }"))),
            "passages": [
                (info.source, info.context, [(p.id, p.text, p.offsets) for p in build.passages.passages_of(info.id)])
                for info in build.passages.documents()
            ],
            "hits": [build.retriever.search(text, k=1)[0].passage for text in ("新增就业", "GDP growth")],
            "labels": build.labels.search("杭州", k=5),
        }
    finally:
        build.close()


def test_a_build_holds_the_documents_and_their_statements(build: Build) -> None:
    verify(build)
    assert [Path(info.source).name for info in build.passages.documents()] == ["news.txt", "other.txt", "report.md"]
    assert build.manifest.counts["statements"] == sum(1 for _ in build.statements()) > 0


def test_every_quote_stands_in_its_document(build: Build) -> None:
    for info in build.passages.documents():
        text = build.passages.text(info.id)
        for statement in build.statements_of(info.id):
            evidence = statement.evidence
            assert text[evidence.start : evidence.end] == evidence.quote
            assert build.passages.passage(evidence.passage).text == evidence.sentence


def test_statements_are_sorted_json_lines(build: Build) -> None:
    records = [json.loads(line) for line in (build.path / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    order = [(r["document"], r["start"], r["end"], r["id"]) for r in records]
    assert order == sorted(order)


def test_a_document_comes_back_as_it_was_read(build: Build, documents: Path) -> None:
    from corpus import read

    source = (documents / "report.md").as_posix()
    (read_now,) = read(documents / "report.md", source=source)
    assert build.passages.document(build.passages.by_source(source).id) == read_now


def test_unknown_ids_are_key_errors(build: Build) -> None:
    for look_up in (build.passages.info, build.passages.text, build.passages.passage, build.passages.by_source):
        with pytest.raises(KeyError):
            look_up("0000/p1")


def test_passages_are_found_by_what_they_say_and_where(build: Build) -> None:
    best = build.retriever.search("宁波市 森林覆盖率", k=1)[0]
    assert "48.3" in build.passages.passage(best.passage).text


def test_processes_give_what_one_thread_gives(documents: Path, built: Path, output: Path) -> None:
    ingest(Request(output=output, documents=(str(documents),), workers=2))
    assert content(output) == content(built)


def test_one_by_one_gives_what_all_at_once_gives(documents: Path, built: Path, output: Path) -> None:
    for path in sorted(documents.iterdir(), reverse=True):
        make(output, path)
    assert content(output) == content(built)


def test_the_id_tells_what_went_in(build: Build) -> None:
    manifest = build.manifest
    assert build.id == build.path.name == build_id(manifest.recipe, reversed(manifest.inputs))
    assert build.id != build_id(manifest.recipe, manifest.inputs[1:])
    assert build.id != build_id(replace(manifest.recipe, lexicons="other"), manifest.inputs)


def test_nothing_new_changes_nothing(documents: Path, built: Path) -> None:
    again = make(built, documents)
    assert again.build is not None
    assert again.build.resolve() == (built / "current").resolve()
    assert (again.unchanged, again.added, again.replaced) == (3, 0, 0)


def test_a_changed_document_replaces_its_facts(documents: Path, built: Path, output: Path) -> None:
    (documents / "other.txt").write_text(OTHER.replace("310", "290"), encoding="utf-8")
    summary = make(built, documents / "other.txt")
    assert (summary.added, summary.replaced) == (0, 1)
    assert "290家".encode() in statements(built)
    assert "310家".encode() not in statements(built)
    make(output, documents)
    assert content(output) == content(built)


def test_a_removed_document_leaves_nothing_behind(documents: Path, built: Path, output: Path) -> None:
    summary = make(built, remove=(str(documents / "news.txt"),))
    assert (summary.removed, summary.counts["documents"]) == (1, 2)
    make(output, documents / "other.txt", documents / "report.md")
    assert content(output) == content(built)


def test_removing_an_unknown_document_is_told(built: Path) -> None:
    summary = make(built, remove=("nowhere.txt",))
    assert [line.startswith("nowhere.txt: is not in the build") for line in summary.failed] == [True]
    assert summary.counts["documents"] == 3


def test_sync_holds_exactly_what_is_named(documents: Path, built: Path) -> None:
    (documents / "news.txt").unlink()
    summary = make(built, documents, sync=True)
    assert (summary.removed, summary.unchanged, summary.counts["documents"]) == (1, 2, 2)


def test_a_file_that_broke_leaves_its_document_as_it_was(documents: Path, built: Path) -> None:
    before = statements(built)
    (documents / "news.txt").write_bytes(b"")
    summary = make(built, documents)
    assert len(summary.failed) == 1
    assert summary.counts["documents"] == 3
    assert statements(built) == before


def test_rows_of_a_table_file_are_documents_of_their_own(output: Path, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    rows = [{"title": "甲", "text": NEWS}, {"title": "乙", "text": OTHER}]
    table.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert make(output, table).added == 2
    table.write_text(json.dumps(rows[0], ensure_ascii=False), encoding="utf-8")
    assert make(output, table).counts["documents"] == 1
    assert make(output, table).unchanged == 1
    assert make(output, remove=(str(table),)).build is None


def test_another_base_names_everything_anew(documents: Path, built: Path) -> None:
    before = statements(built)
    make(built, documents / "news.txt", base="https://example.org/id/")
    build = open_build(built / "current")
    assert build.base == "https://example.org/id/"
    assert build.manifest.counts["documents"] == 3
    assert any(graph.value.startswith("https://example.org/id/document/") for graph in build.graph.graphs())
    assert statements(built) == before
    build.close()


def test_a_reader_sees_that_the_build_changed(build: Build, documents: Path, built: Path) -> None:
    assert not build.changed()
    make(built, remove=(str(documents / "news.txt"),))
    assert build.changed()
    assert sum(1 for _ in build.statements()) == build.manifest.counts["statements"]


def test_a_second_ingest_waits_outside(documents: Path, output: Path) -> None:
    with locked(output), pytest.raises(BuildError, match="another ingest"):
        make(output, documents)


def test_no_build_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="there is no build"):
        open_build(tmp_path / "current")


def test_a_damaged_build_is_not_opened(build: Build) -> None:
    (build.path / "statements.jsonl").write_text("")
    with pytest.raises(BuildError, match="damaged"):
        open_build(build.path)


PARTS = ["vectors/*.faiss", "vectors/*.keys.npy", "lexical/meta.json", "documents.json"]


@pytest.mark.parametrize("pattern", PARTS)
@pytest.mark.parametrize("damage", ["gone", "other bytes"])
def test_an_index_that_changed_since_is_a_clear_error(build: Build, pattern: str, damage: str) -> None:
    (path,) = (build.path / "retrieval").glob(pattern)
    if damage == "gone":
        path.unlink()
        with pytest.raises(BuildError, match="a file of the build is missing or damaged"):
            open_build(build.path)
    else:
        size = path.stat().st_size
        path.unlink()  # never written over: other builds may share it
        path.write_bytes(b"?" * size)
    with pytest.raises(BuildError, match="an index is missing or damaged") as raised:
        _ = build.retriever
    assert raised.value.where == str(build.path / "retrieval")
    assert "ingest the documents again" in raised.value.advice


def test_names_that_changed_since_are_a_clear_error(build: Build) -> None:
    for path in (build.path / "labels" / "vectors").glob("*.faiss"):
        path.unlink()
    with pytest.raises(BuildError, match="an index is missing or damaged"):
        _ = build.labels


def test_another_format_is_not_opened(build: Build) -> None:
    manifest = build.path / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")
    with pytest.raises(BuildError, match="format 99"):
        open_build(build.path)
