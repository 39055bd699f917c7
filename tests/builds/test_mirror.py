from __future__ import annotations

from builds import Build
from builds.mirror import mirror
from graph.store import EmbeddedStore
from graph.terms import Iri


def facts(store: EmbeddedStore) -> list[str]:
    return sorted(map(str, store.select("SELECT * { ?s ?p ?o }")))


def test_another_store_comes_to_hold_the_same(build: Build) -> None:
    remote = EmbeddedStore()
    sent = mirror(build.graph, remote, base=build.base, changed=())
    assert sent == len(build.graph.graphs())
    assert facts(remote) == facts(build.graph)
    assert mirror(build.graph, remote, base=build.base, changed=()) == 0


def test_what_changed_is_sent_again_and_what_is_gone_is_removed(build: Build) -> None:
    remote = EmbeddedStore()
    mirror(build.graph, remote, base=build.base, changed=())
    document = next(build.passages.documents()).id
    triple = f"<{build.base}x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\" .\n"
    remote.replace(Iri(f"{build.base}document/{document}"), triple)
    remote.replace(Iri(f"{build.base}document/0000"), triple)
    assert mirror(build.graph, remote, base=build.base, changed={document}) == 1
    assert facts(remote) == facts(build.graph)
