from __future__ import annotations

from pathlib import Path

from builds import Build, open_build
from graph.store import EmbeddedStore

from .conftest import make


def facts(store: EmbeddedStore, base: str) -> list[str]:
    """The statements of documents: a mirror keeps a graph of its own besides."""
    documents = f"FILTER(STRSTARTS(STR(?g), '{base}document/'))"
    return sorted(map(str, store.select(f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} {documents} }}")))


def test_another_store_comes_to_hold_the_graph_of_the_build(build: Build, documents: Path, built: Path) -> None:
    remote = EmbeddedStore()
    make(built, documents, remote=remote)
    assert facts(remote, build.base) == facts(build.graph, build.base)


def test_it_follows_what_is_removed(documents: Path, built: Path) -> None:
    remote = EmbeddedStore()
    make(built, documents, remote=remote)
    make(built, remove=(str(documents / "news.txt"),), remote=remote)
    build = open_build(built / "current")
    assert facts(remote, build.base) == facts(build.graph, build.base)
    build.close()
