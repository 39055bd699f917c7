"""The limits hold: what is stopped is stopped, what is refused is refused, and the next query succeeds."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.limits import Limits
from graph.scan import scan
from graph.store import EmbeddedStore
from graph.terms import Iri
from graph.workers import Busy, QueryPool, Result, ResultTooLarge, TooManyAtOnce
from model.errors import QueryError, QueryTimeout

JSON = "application/sparql-results+json"
BASE = "http://127.0.0.1/sparql"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?l) }"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
LIMITS = Limits(timeout=1.0, patience=0.2, memory_mib=1024, rows=5000, result_mib=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    store = EmbeddedStore(folder / "work")
    lines = "".join(f'<http://a/{i % 50}> <http://p/{i % 7}> "{i}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
                    for i in range(3000))
    store.replace(Iri("http://a/one"), lines)
    store.replace(Iri("http://a/two"), lines.splitlines(keepends=True)[0])
    store.snapshot(folder / "done")
    store.close()
    return folder / "done"


@pytest.fixture
def pool(store: Path) -> Iterator[QueryPool]:
    pool = QueryPool(store, LIMITS)
    yield pool
    pool.close()


def run(pool: QueryPool, text: str, **options: object) -> Result:
    return pool.run(scan(text, base=BASE), media_type=JSON, base=BASE, **options)  # type: ignore[arg-type]


def value(pool: QueryPool, text: str, **options: object) -> str:
    bindings = json.loads(run(pool, text, **options).read())["results"]["bindings"]
    return str(next(iter(bindings[0].values()))["value"])


def test_answers(pool: QueryPool) -> None:
    assert value(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == "3000"
    assert json.loads(run(pool, "ASK { ?s ?p 1 }").read())["boolean"] is True


def test_a_syntax_error_names_line_and_column(pool: QueryPool) -> None:
    with pytest.raises(QueryError) as caught:
        run(pool, "SELECT *\n{ ?s ?p }")
    assert caught.value.where == "line 2, column 10"


def test_stopped_at_the_deadline_and_the_next_query_succeeds(pool: QueryPool) -> None:
    with pytest.raises(QueryTimeout, match="stopped after 1 s"):
        run(pool, SLOW)
    assert value(pool, "SELECT (1 AS ?n) {}") == "1"


def test_memory_has_a_ceiling(store: Path) -> None:
    pool = QueryPool(store, Limits(timeout=20.0, memory_mib=700))
    try:
        with pytest.raises(QueryTimeout, match="700 MiB"):
            run(pool, SORT)
        assert value(pool, "SELECT (1 AS ?n) {}") == "1"
    finally:
        pool.close()


def test_deep_nesting_does_not_hurt(pool: QueryPool) -> None:
    deep = scan("SELECT * " + "{" * 3000 + "}" * 3000, base=BASE, depth=10_000)
    pool.run(deep, media_type=JSON, base=BASE)
    assert value(pool, "SELECT (1 AS ?n) {}") == "1"


def test_rows_are_cut_and_it_is_said(pool: QueryPool) -> None:
    cut = run(pool, "SELECT ?a ?d { ?a ?b ?c . ?d ?e 1 } LIMIT 6000")
    assert not cut.rows_cut
    cut = run(pool, "SELECT ?a { ?a ?b ?c . ?d ?e ?f }")
    assert cut.rows_cut
    assert len(json.loads(cut.read())["results"]["bindings"]) == LIMITS.rows


def test_bytes_have_a_ceiling(pool: QueryPool) -> None:
    with pytest.raises(ResultTooLarge):
        run(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


def test_several_default_graphs_count_a_shared_triple_once(pool: QueryPool) -> None:
    graphs = ["http://a/one", "http://a/two"]
    assert value(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default=graphs) == "3000"
    assert value(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default=["http://a/two"]) == "1"
    assert value(pool, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", default=[], named=["http://a/two"]) == "1"


def test_no_network_even_past_the_refusal(pool: QueryPool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        smuggled = scan("SELECT * { ?s ?p ?o }", base=BASE)
        text = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        query = replace(smuggled, text=text, limit_span=(len(text), len(text)))
        with pytest.raises(QueryError):
            pool.run(query, media_type=JSON, base=BASE)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_one_client_may_not_ask_too_much_at_once(store: Path) -> None:
    pool = QueryPool(store, Limits(timeout=1.0, per_client=1))
    errors = together(lambda: run(pool, SLOW, client="a"), lambda: run(pool, SLOW, client="a"))
    pool.close()
    assert {type(error) for error in errors} == {QueryTimeout, TooManyAtOnce}


def test_long_queries_leave_the_fast_lane(store: Path) -> None:
    pool = QueryPool(store, Limits(workers=1, slow=1, patience=0.1, timeout=60.0))
    started = threading.Event()

    def hog() -> Result:
        started.set()
        return run(pool, SLOW, client="hog")

    thread = threading.Thread(target=lambda: together(hog))
    thread.start()
    started.wait()
    assert value(pool, "SELECT (1 AS ?n) {}", client="normal") == "1"
    assert thread.is_alive()
    pool.close()
    thread.join()


def test_when_the_slow_lane_is_full_a_long_query_makes_way(store: Path) -> None:
    pool = QueryPool(store, Limits(workers=1, slow=0, patience=0.1, timeout=2.0))
    errors = together(lambda: run(pool, SLOW, client="hog"), lambda: run(pool, SLOW, client="other"))
    pool.close()
    assert any(isinstance(error, Busy) for error in errors)


def test_the_queue_has_a_bound(store: Path) -> None:
    pool = QueryPool(store, Limits(workers=1, slow=0, timeout=1.0, queue=1, patience=5.0))
    errors = together(*[lambda name=str(n): run(pool, SLOW, client=name) for n in range(4)])  # type: ignore[misc]
    pool.close()
    assert any("waiting" in str(error) for error in errors)


def test_a_process_ends_with_the_one_that_started_it(store: Path) -> None:
    code = ("import sys; from pathlib import Path; from graph.process import QueryProcess\n"
            "import os; print(QueryProcess(Path(sys.argv[1]), 1024).pid, flush=True); os._exit(1)")
    done = subprocess.run([sys.executable, "-c", code, str(store)], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        if not alive(pid):
            return
        threading.Event().wait(0.1)
    pytest.fail("the query process outlived its parent")


def alive(pid: int) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text().lower()
    except OSError:
        return False


def together(*calls: Callable[[], object]) -> list[BaseException]:
    errors: list[BaseException] = []

    def call(function: Callable[[], object]) -> None:
        try:
            function()
        except QueryError as error:
            errors.append(error)

    threads = [threading.Thread(target=call, args=(function,)) for function in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_environment_is_not_handed_on(store: Path) -> None:
    os.environ["SECRET_OF_TEST"] = "1"
    pool = QueryPool(store, Limits(workers=1))
    pid = pool._standby._idle[0].pid
    assert b"SECRET_OF_TEST" not in Path(f"/proc/{pid}/environ").read_bytes()
    pool.close()
    del os.environ["SECRET_OF_TEST"]
