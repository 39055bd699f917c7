"""The limits of the query service, in one table; the settings of the service set them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`workers` processes answer, `slow` more hold queries that ran for `patience` seconds, and one stands ready.

    A query is stopped after `timeout` seconds. A process may take `memory_mib`, a result `result_mib` and `rows` rows,
    a query `query_kib` and brackets `depth` deep. `queue` queries wait, each for at most `queue_seconds`; one client
    runs and waits with at most `per_client`.
    """

    workers: int = 2
    slow: int = 2
    patience: float = 0.3
    timeout: float = 10.0
    memory_mib: int = 1024
    result_mib: int = 64
    rows: int = 100_000
    query_kib: int = 256
    depth: int = 100
    queue: int = 16
    queue_seconds: float = 5.0
    per_client: int = 4
