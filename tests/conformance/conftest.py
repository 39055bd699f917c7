"""The service over a build whose store holds the data of the W3C suites."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from bench.sparql.w3c import EMPTY, graph_name
from builds import layout
from builds.pipeline import Request, ingest
from service.app import create_app
from service.current import builds_of

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "conformance" / "sparql"
_READERS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}


@pytest.fixture(scope="session")
def w3c_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one sentence, and every data file of the suites as a named graph."""
    folder = tmp_path_factory.mktemp("w3c")
    (folder / "one.txt").write_text("2023年，浙江省新增科技企业310家。\n", encoding="utf-8")
    ingest(Request(output=folder / "builds", documents=(str(folder / "one.txt"),), workers=0))
    build = (folder / "builds" / "current").resolve()
    store = ox.Store(str(folder / "store"))
    for path in sorted(ROOT.glob("sparql1?/*/*")):
        if path.suffix in _READERS and path.name != "manifest.ttl":
            _load(store, path)
    for name in (EMPTY, "http://kasei.us/2009/09/sparql/data/data0.rdf"):
        store.add_graph(ox.NamedNode(name))
    for number in (1, 2, 3):
        path = ROOT / "sparql11" / "protocol" / f"data{number}.nt"
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    shutil.rmtree(build / layout.GRAPH)
    store.backup(str(build / layout.GRAPH))
    manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = {name: size for name, size in manifest["files"].items() if not name.startswith(layout.GRAPH)}
    (build / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return folder / "builds" / "current"


@pytest.fixture(scope="session")
def w3c_client(w3c_build: Path) -> Iterator[FlaskClient]:
    app = create_app({"build": w3c_build})
    yield app.test_client()
    builds_of(app).stop()
    builds_of(app)._served.close()


def _load(store: ox.Store, path: Path) -> None:
    graph = ox.NamedNode(graph_name(path))
    store.add_graph(graph)
    try:
        store.load(path=str(path), format=_READERS[path.suffix], base_iri=graph.value, to_graph=graph)
    except SyntaxError:  # a result or a test of syntax, not data
        store.clear_graph(graph)
