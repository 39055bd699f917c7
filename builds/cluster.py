"""A Dask cluster as an executor: https://distributed.dask.org/en/stable/api.html#distributed.Client.get_executor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import ParamSpec, TypeVar

from model.errors import BuildError

P = ParamSpec("P")
R = TypeVar("R")


class Cluster(Executor):
    """Its workers must have this program installed and see the documents under the same paths; one thread each, for
    the extractor is made for processes. Dask itself repeats what a dying worker had in hand."""

    def __init__(self, address: str) -> None:
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise BuildError(
                "a cluster needs the package distributed", where=address, advice="pip install -r requirements-dask.txt"
            ) from None
        try:
            self._client = distributed.Client(address)
        except (OSError, ValueError) as error:
            raise BuildError(
                f"no Dask scheduler answers ({error})", where=address, advice="start one, or leave --scheduler out"
            ) from None
        self._pool = self._client.get_executor(pure=False)

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        future: Future[R] = self._pool.submit(work, *arguments, **options)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def killed(error: Exception) -> bool:
    """Whether Dask gave a job up because every worker that tried it died."""
    return type(error).__name__ == "KilledWorker"
