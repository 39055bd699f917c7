"""Each saved query over HTTP at two endpoints by turns; the median of several times, connections kept open.

A first answer of each side, not timed, is compared and warms both; a query that took long then is asked fewer times.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

QUERIES = Path(__file__).resolve().parents[2] / "data" / "queries"
_ENOUGH = 10_000.0  # ms on one query: when both sides together took that long, it is asked no more
_FEWEST = 3
_HEADERS = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians in milliseconds, whole answer read. `same`: the two answers hold the same rows."""

    name: str
    ours: float
    theirs: float
    rows: int
    same: bool
    rounds: int

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    def record(self) -> dict[str, object]:
        return {
            "name": self.name,
            "ours_ms": self.ours,
            "theirs_ms": self.theirs,
            "rows": self.rows,
            "same": self.same,
            "rounds": self.rounds,
        }

    def __str__(self) -> str:
        times = f"{self.ours:9.1f} ms {self.theirs:9.1f} ms {self.ratio:6.2f} x"
        return f"{self.name:26} {self.rows:7,} rows {times}{'' if self.same else '  ROWS DIFFER'}"


class Client:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._path = parts.path
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def ask(self, query: bytes) -> tuple[float, int, bytes]:
        """Milliseconds, status, body. A connection that the server closed for idleness is opened again first."""
        try:
            return self._ask(query)
        except (ConnectionError, HTTPException):
            self._connection.close()
            return self._ask(query)

    def _ask(self, query: bytes) -> tuple[float, int, bytes]:
        started = time.perf_counter()
        self._connection.request("POST", self._path, query, _HEADERS)
        response = self._connection.getresponse()
        body = response.read()
        return (time.perf_counter() - started) * 1000, response.status, body


def compare(ours: str, theirs: str, *, rounds: int) -> Iterator[Timing]:
    """One query after the other, as they are measured."""
    one, other = Client(ours), Client(theirs)
    for path in queries():
        yield _timing(path, one, other, rounds)


def queries() -> Iterator[Path]:
    yield from sorted(QUERIES.glob("*.rq"))


def _timing(path: Path, ours: Client, theirs: Client, rounds: int) -> Timing:
    query = path.read_bytes()
    first = ours.ask(query), theirs.ask(query)
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            times[which].append((ours, theirs)[which].ask(query)[0])
        if number + 1 >= _FEWEST and sum(map(sum, times)) >= _ENOUGH:
            break
    one, other = (_rows(answer) for answer in first)
    medians = median(times[0]), median(times[1])
    return Timing(path.stem, *medians, sum(one.values()), one == other, len(times[0]))


def _rows(answer: tuple[float, int, bytes]) -> Counter[str]:
    """The rows as a bag; a failure as the only row."""
    if answer[1] != 200:
        return Counter([f"{answer[1]} {answer[2][:200]!r}"])
    document = json.loads(answer[2])
    bindings = document["results"]["bindings"] if "results" in document else [document["boolean"]]
    return Counter(json.dumps(row, sort_keys=True) for row in bindings)
