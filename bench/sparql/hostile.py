"""A thousand hostile queries from several addresses at once, beside one normal user whose times are taken."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from urllib.parse import quote, urlsplit

from bench.sparql.processes import memory_mib, tree
from bench.sparql.servers import Server

_ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_NORMAL = (
    "PREFIX ach: <https://w3id.org/chaotou/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?metric ?value ?unit WHERE {{ ?o ach:place ?p ; ach:metricLabel ?metric ; ach:value ?value ;"
    " ach:unitLabel ?unit . ?p ach:adcode '{code}' }} LIMIT 20"
)
_CODES = ("330000", "320000", "440000", "110000", "330100")
_PAGES = ("/search?q=" + quote("2023年浙江地区生产总值"), "/id/place/330000?format=ttl", "/ontology", "/coverage")
_CALM = 60  # requests of the normal user before the siege
_PAUSE = 0.05  # seconds between two of his requests
_REPORTED = 50  # of his requests, a line of progress
_Request = tuple[str, float, int]  # "sparql" or "page", milliseconds, status


def hostile_queries(seed: int = 7) -> Iterator[bytes]:
    """Without end: nesting, joins without a link, sorts of them, regular expressions, VALUES, paths, long bodies."""
    chance = random.Random(seed)
    for kind in cycle(_KINDS):
        yield kind(chance)


def _nested(chance: random.Random) -> bytes:
    bracket = chance.choice(("{}", "()"))
    depth = chance.choice((90, 3000, 20_000))
    inner = bracket[0] * depth + bracket[1] * depth
    text = f"SELECT * {inner}" if bracket == "{}" else f"SELECT * {{ FILTER{bracket[0] * depth}1{bracket[1] * depth} }}"
    return text.encode()


def _chain(chance: random.Random) -> bytes:
    operator = chance.choice((" || ", " && ", " + "))
    return f"SELECT * {{ ?s ?p ?o FILTER({operator.join(['?o'] * 5000)}) }}".encode()


def _optionals(chance: random.Random) -> bytes:
    return f"SELECT * {{ {' '.join(f'OPTIONAL {{ ?s ?p{n} ?o{n} }}' for n in range(400))} }}".encode()


def _cross(chance: random.Random) -> bytes:
    return f"SELECT (COUNT(*) AS ?n) {{ {_ALL} FILTER(?c < ?i) }}".encode()


def _sort(chance: random.Random) -> bytes:
    return f"SELECT * {{ {_ALL} }} ORDER BY ?c ?f DESC(?i)".encode()


def _regex(chance: random.Random) -> bytes:
    return b'SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), "^(([a-z])+.)+[A-Z]([a-z])+$")) }'


def _values(chance: random.Random) -> bytes:
    rows = " ".join(map(str, range(2000)))
    blocks = " ".join(f"VALUES ?{name} {{ {rows} }}" for name in "abc")
    return f"SELECT (COUNT(*) AS ?n) {{ {blocks} }}".encode()


def _path(chance: random.Random) -> bytes:
    wide, long = "(!<http://x/a>|^!<http://x/b>)*", "/".join(["!<http://x/a>"] * 800)
    return f"SELECT * {{ ?s {chance.choice((wide, long))} ?o }}".encode()


def _body(chance: random.Random) -> bytes:
    return b"SELECT * { ?s ?p ?o } # " + b"x" * chance.choice((300_000, 10_000_000))


def _group(chance: random.Random) -> bytes:
    return b"SELECT (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o . ?t ?q ?u }"


def _everything(chance: random.Random) -> bytes:
    return b"CONSTRUCT { ?s ?p ?o . ?o ?p ?s } WHERE { ?s ?p ?o . ?t ?p ?o }"


def _elsewhere(chance: random.Random) -> bytes:
    return b"SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"


_KINDS = (_nested, _chain, _optionals, _cross, _sort, _regex, _values, _path, _body, _group, _everything, _elsewhere)


@dataclass(slots=True)
class Siege:
    """`calm` and `siege` are p95 in milliseconds by kind of request ("sparql", "page"); `bad` are 5xx but for 503."""

    sent: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    calm: dict[str, float] = field(default_factory=dict)
    siege: dict[str, float] = field(default_factory=dict)
    failures: Counter[int] = field(default_factory=Counter)
    asked: int = 0
    peak_mib: float = 0.0
    restarts: int = 0

    @property
    def failed(self) -> int:
        return self.failures.total()

    @property
    def bad(self) -> int:
        return sum(n for status, n in self.statuses.items() if status >= 500 and status != 503)

    def record(self) -> dict[str, object]:
        return {
            "statuses": dict(sorted(self.statuses.items())),
            "normal_requests": self.asked,
            "normal_failures": dict(sorted(self.failures.items())),
            "calm_p95_ms": self.calm,
            "siege_p95_ms": self.siege,
        }


def besiege(server: Server, *, queries: int, clients: int, report: Callable[[str], None]) -> Siege:
    """`report` gets a line now and then. Interrupted, it returns what it has: `sent` says how far it got."""
    siege = Siege()
    before = server_processes(server)
    calm = [_normal(server, number) for number in range(_CALM)]
    siege.calm = _percentiles(calm)
    attack = _Attack(server, siege, queries)
    threads = [threading.Thread(target=attack.run, args=(number,), daemon=True) for number in range(clients)]
    threads.append(threading.Thread(target=attack.watch, daemon=True))
    answers: list[_Request] = []
    started = time.monotonic()
    for thread in threads:
        thread.start()
    try:
        for answer in _while_alive(server, threads[:-1]):
            answers.append(answer)
            if len(answers) % _REPORTED == 0:
                report(f"{siege.sent} hostile queries after {time.monotonic() - started:.0f} s, p95 {_said(answers)}")
    except KeyboardInterrupt:
        report("interrupted")
    finally:
        attack.over.set()
    siege.seconds = time.monotonic() - started
    siege.asked = len(answers)
    siege.failures.update(status for _, _, status in answers if not 200 <= status < 400)
    siege.siege = _percentiles(answers)
    siege.restarts = len(before - server_processes(server))
    return siege


class _Attack:
    """What the hostile clients share: the queries still to send, and the counts of their answers."""

    def __init__(self, server: Server, siege: Siege, queries: int) -> None:
        self.over = threading.Event()
        self._server, self._siege, self._queries = server, siege, queries
        self._work = hostile_queries()
        self._lock = threading.Lock()

    def run(self, number: int) -> None:
        """One client, from an address of its own, until all are sent."""
        while query := self._next():
            status = _request(self._server, "/sparql", query, f"127.0.0.{10 + number}")
            with self._lock:
                self._siege.statuses[status] += 1

    def watch(self) -> None:
        while not self.over.wait(0.2):
            self._siege.peak_mib = max(self._siege.peak_mib, memory_mib(self._server.pid))

    def _next(self) -> bytes:
        with self._lock:
            if self._siege.sent >= self._queries or self.over.is_set():
                return b""
            self._siege.sent += 1
            return next(self._work)


def server_processes(server: Server) -> set[int]:
    """The server's own processes; those that answer queries come and go."""
    return {pid for pid, command in tree(server.pid).items() if "graph.worker" not in command}


def _while_alive(server: Server, threads: Sequence[threading.Thread]) -> Iterator[_Request]:
    number = 0
    while any(thread.is_alive() for thread in threads):
        yield _normal(server, number)
        number += 1
        time.sleep(_PAUSE)


def _normal(server: Server, number: int) -> _Request:
    """Every other request is a query, the others pages by turns."""
    started = time.perf_counter()
    if number % 2:
        query = _NORMAL.format(code=_CODES[number // 2 % len(_CODES)]).encode()
        kind, status = "sparql", _request(server, "/sparql", query, "127.0.0.2")
    else:
        kind, status = "page", _request(server, _PAGES[number // 2 % len(_PAGES)], None, "127.0.0.2")
    return kind, (time.perf_counter() - started) * 1000, status


def _request(server: Server, path: str, query: bytes | None, source: str) -> int:
    """The status; 0 where the connection broke (a server may close it on a body it does not want)."""
    parts = urlsplit(server.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60, source_address=(source, 0))
    try:
        headers = {"Content-Type": "application/sparql-query"} if query is not None else {"Accept": "text/html"}
        connection.request("POST" if query is not None else "GET", path, query, headers)
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def _percentiles(answers: Sequence[_Request]) -> dict[str, float]:
    return {kind: _p95([ms for k, ms, _ in answers if k == kind]) for kind in ("sparql", "page")}


def _said(answers: Sequence[_Request]) -> str:
    return ", ".join(f"{kind} {ms:.0f} ms" for kind, ms in _percentiles(answers).items())


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)] if values else 0.0
