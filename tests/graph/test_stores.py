"""One suite that every adapter of the GraphStore port passes; the servers are really started."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from graph.mirror import mirror
from graph.naming import Names
from graph.remote import Endpoint, RemoteStore
from graph.store import EmbeddedStore, GraphStore
from graph.terms import Iri, Literal, text
from model.errors import BuildError, QueryError

ADAPTERS = ("memory", "disk", "oxigraph", "oxigraph-crud", "virtuoso")
A, B = Iri("https://w3id.org/chaotou/id/document/a"), Iri("https://w3id.org/chaotou/id/document/b")
OURS = ("https://w3id.org/chaotou/",)
SHARED = '<http://x/s> <http://x/shared> "中文 \\"quoted\\"\\n"@zh .\n'
NUMBER = '<http://x/s> <http://x/value> "12500"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
OTHER = "<http://x/t> <http://x/link> <http://x/s> .\n"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'http://x/')) }"


@pytest.fixture(params=ADAPTERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "memory":
        yield EmbeddedStore()
    elif request.param == "disk":
        disk = EmbeddedStore(tmp_path / "store")
        yield disk
        disk.close()
    else:
        remote = RemoteStore(request.getfixturevalue(request.param.partition("-")[0])(request.param))
        yield remote
        for graph in remote.graphs():
            remote.remove(graph)


def count(store: GraphStore) -> int:
    return int(float(store.select(COUNT)[0]["n"].value))


def test_replace_and_remove_keep_the_default_graph_the_union(store: GraphStore) -> None:
    store.replace(A, SHARED + NUMBER)
    store.replace(B, SHARED + OTHER)
    assert count(store) == 3
    assert store.graphs() == [A, B]
    store.replace(A, NUMBER)
    assert count(store) == 3
    store.remove(B)
    assert count(store) == 1
    assert store.graphs() == [A]
    store.remove(A)
    store.remove(A)
    assert count(store) == 0
    assert store.graphs() == []


def test_replacing_by_the_same_changes_nothing(store: GraphStore) -> None:
    store.replace(A, SHARED + NUMBER)
    store.replace(A, SHARED + NUMBER)
    assert count(store) == 2


def test_terms_come_back_as_they_went_in(store: GraphStore) -> None:
    store.replace(A, SHARED + NUMBER + OTHER)
    rows = store.select("SELECT ?o ?v WHERE { <http://x/s> <http://x/shared> ?o ; <http://x/value> ?v }")
    assert rows[0]["o"] == text('中文 "quoted"\n', "zh")
    value = rows[0]["v"]
    assert isinstance(value, Literal)
    assert (float(value.value), value.datatype.rpartition("#")[2]) == (12500.0, "decimal")


def test_an_unbound_variable_is_absent(store: GraphStore) -> None:
    store.replace(A, OTHER)
    rows = store.select("SELECT ?s ?x WHERE { ?s <http://x/link> ?o OPTIONAL { ?s <http://x/none> ?x } }")
    assert rows == [{"s": Iri("http://x/t")}]


def test_ask_and_construct(store: GraphStore) -> None:
    store.replace(A, OTHER)
    assert store.ask("ASK { <http://x/t> <http://x/link> ?o }")
    assert not store.ask("ASK { <http://x/t> <http://x/none> ?o }")
    built = store.construct("CONSTRUCT { ?o <http://x/back> ?s } WHERE { ?s <http://x/link> ?o }")
    assert built == [(Iri("http://x/s"), Iri("http://x/back"), Iri("http://x/t"))]


def test_named_graphs_say_who_states_what(store: GraphStore) -> None:
    store.replace(A, SHARED)
    store.replace(B, SHARED)
    where = f"GRAPH ?g {{ <http://x/s> <http://x/shared> ?o }} FILTER(?g = {A} || ?g = {B})"
    rows = store.select(f"SELECT ?g WHERE {{ {where} }} ORDER BY ?g")
    assert [row["g"] for row in rows] == [A, B]


def test_a_bad_query_is_a_query_error(store: GraphStore) -> None:
    with pytest.raises(QueryError):
        store.select("SELECT * WHERE { ?s ?p }")


def test_the_wrong_form_is_a_query_error(store: GraphStore) -> None:
    with pytest.raises(QueryError):
        store.select("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError):
        store.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 1")


def test_a_whole_document_goes_in_and_out(store: GraphStore, sample, names: Names) -> None:
    graph = names.document(sample.document.id)
    store.replace(graph, sample.ntriples(names))
    observations = store.select(
        "SELECT ?v WHERE { ?o a <https://w3id.org/chaotou/ontology#Observation> ;"
        " <https://w3id.org/chaotou/ontology#value> ?v } ORDER BY ?v"
    )
    assert [float(row["v"].value) for row in observations] == [8.5, 12500.0]
    store.remove(graph)
    assert not store.ask("ASK { ?o a <https://w3id.org/chaotou/ontology#Observation> }")


def test_a_store_mirrors_another(store: GraphStore) -> None:
    source = EmbeddedStore()
    source.replace(A, SHARED + NUMBER)
    source.replace(B, OTHER)
    assert mirror(source, store) == (2, 0)
    assert mirror(source, store) == (0, 0)
    source.replace(A, NUMBER)
    source.remove(B)
    assert mirror(source, store) == (1, 1)
    assert count(store) == 1


def test_a_server_that_is_not_there_is_a_build_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(BuildError, match="does not answer"):
        RemoteStore(Endpoint(f"http://127.0.0.1:{port}/query")).ask("ASK {}")


def test_credentials_are_sent_and_asked_for() -> None:
    with served(["-c", GUARDED]) as address:
        with pytest.raises(BuildError, match="refuses"):
            RemoteStore(Endpoint(address)).ask("ASK {}")
        assert RemoteStore(Endpoint(address, user="reader", password="密码")).ask("ASK {}")


GUARDED = """
import base64, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
WANTED = "Basic " + base64.b64encode("reader:密码".encode()).decode()
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        good = self.headers.get("Authorization") == WANTED
        body = b'{"head":{},"boolean":true}'
        self.send_response(200 if good else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    do_GET = do_POST
    def log_message(self, *args): pass
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@contextmanager
def served(arguments: list[str]) -> Iterator[str]:
    """A Python program that serves on the port it is given."""
    port = free_port()
    process = subprocess.Popen([sys.executable, *arguments, str(port)])
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Callable[[str], Endpoint]]:
    """The Oxigraph server of PyPI, in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    port = free_port()
    process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    wait_for(port)
    base = f"http://127.0.0.1:{port}"
    crud = {"oxigraph": None, "oxigraph-crud": f"{base}/store"}
    yield lambda name: Endpoint(f"{base}/query", f"{base}/update", crud[name])
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Endpoint]]:
    """Virtuoso of Debian, with a database of its own that anybody may update."""
    program, shell = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or shell is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http), encoding="utf-8")
    process = subprocess.Popen([program, "+foreground", "+configfile", "virtuoso.ini"], cwd=folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(http, seconds=90)
    allow = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
    subprocess.run([shell, f"127.0.0.1:{sql}", "dba", "dba", f"exec={allow}"], check=True, capture_output=True)
    facts = Iri("https://w3id.org/chaotou/facts")
    address = f"http://127.0.0.1:{http}/sparql"
    yield lambda name: Endpoint(address, address, default_graph=facts, prefixes=OURS)
    process.kill()
    process.wait()


VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(port: int, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urlopen(Request(f"http://127.0.0.1:{port}/"), timeout=5):
                return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing listens on port {port}")


def test_what_was_made_from_a_store_is_made_again_after_a_change(store: GraphStore) -> None:
    store.replace(A, SHARED)
    assert [store.remember(count), store.remember(count)] == [1, 1]
    store.replace(B, NUMBER)
    assert store.remember(count) == 2
