"""Strangers' queries sent on to a remote SPARQL server, within the same limits as `graph.workers.QueryPool`.

The server evaluates them; that it really stops what is given up here is up to its own settings.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from graph.limits import Limits
from graph.remote import FORM, Endpoint, credentials
from graph.scan import BadSyntax, Query
from graph.workers import Busy, Result, ResultTooLarge, rows_cut
from model.errors import QueryError, QueryTimeout

_BLOCK = 1 << 16
_IN_MEMORY = 1 << 20


class RemotePool:
    """Answers queries by asking a server. Safe to use from many threads."""

    def __init__(self, endpoint: Endpoint, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._endpoint = endpoint
        self._places = threading.BoundedSemaphore(self.limits.workers + self.limits.slow)

    def run(
        self,
        query: Query,
        *,
        media_type: str,
        base: str,
        client: str = "",
        default: Sequence[str] | None = None,
        named: Sequence[str] = (),
    ) -> Result:
        """As `QueryPool.run`. Raises QueryError (syntax, too large), Busy, QueryTimeout."""
        text = f"BASE <{base}>\n{query.limited(self.limits.rows)}"
        fields = [("query", text), *self._dataset(query, default, named)]
        headers = {"Content-Type": FORM, "Accept": media_type, **credentials(self._endpoint)}
        request = Request(self._endpoint.query, data=urlencode(fields).encode(), headers=headers)
        with self._place():
            body, size = self._fetch(request)
        return Result(body, size, rows_cut(query, media_type, body, size, self.limits.rows))

    def close(self) -> None:
        """Nothing is held open."""

    def _dataset(self, query: Query, default: Sequence[str] | None, named: Sequence[str]) -> list[tuple[str, str]]:
        if default is None:
            facts = None if query.named else self._endpoint.default_graph
            return [("default-graph-uri", facts.value)] if facts else []
        return [("default-graph-uri", name) for name in default] + [("named-graph-uri", name) for name in named]

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self.limits.queue_seconds):
            raise Busy("too many queries are under way", advice="try again in a few seconds")
        try:
            yield
        finally:
            self._places.release()

    def _fetch(self, request: Request) -> tuple[SpooledTemporaryFile[bytes], int]:
        deadline = time.monotonic() + self.limits.timeout
        body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        try:
            with urlopen(request, timeout=self.limits.timeout) as response:
                while block := response.read(_BLOCK):
                    body.write(block)
                    self._check(body.tell(), deadline)
            return body, body.tell()
        except BaseException as error:
            body.close()
            raise self._meaning(error) from error

    def _check(self, size: int, deadline: float) -> None:
        if size > self.limits.result_mib << 20:
            raise ResultTooLarge(f"the result is larger than {self.limits.result_mib} MiB", advice="add a LIMIT")
        if time.monotonic() > deadline:
            raise TimeoutError

    def _meaning(self, error: BaseException) -> BaseException:
        if isinstance(error, HTTPError):
            said = error.read(2000).decode(errors="replace").strip()
            return BadSyntax(said) if error.code == 400 else Busy(f"the graph store answers {error.code}: {said}")
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            return QueryTimeout(f"given up after {self.limits.timeout:g} s", advice="ask for less")
        if isinstance(error, URLError | ConnectionError):
            return Busy(f"the graph store does not answer ({error})")
        return error if isinstance(error, QueryError) or not isinstance(error, Exception) else QueryError(str(error))
