"""The build being served: opened read-only, replaced when its path points at another one, closed when nobody uses it.

A request leases one build from its first use to its end, so that a switch neither mixes two builds in one request nor
drops any.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Flask, current_app, g

from graph.address import parse
from graph.remote import RemoteStore

if TYPE_CHECKING:
    from answering import Answerer
    from builds import Build

T = TypeVar("T")
logger = logging.getLogger(__name__)
EXTENSION = "chaotou.builds"


class Served:
    """One open build, and what is made from it once: the answerer, a pool of query processes, …

    `graph_store` is the address of a SPARQL server that holds the build's graph (`graph.address`); "" for its own.
    """

    def __init__(self, path: Path, *, graph_store: str = "") -> None:
        from builds import open_build  # late: `import service` loads neither torch nor faiss

        self.path = path
        self.build: Build = open_build(path, graph=RemoteStore(parse(graph_store)) if graph_store else None)
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self._resources: dict[str, Any] = {}
        self._underway: set[str] = set()

    @property
    def id(self) -> str:
        return self.build.id

    @property
    def answerer(self) -> Answerer:
        return self.resource("answerer", _answerer)

    def resource(self, name: str, make: Callable[[Served], T]) -> T:
        """What `make` makes from this build, made at the first call and closed with the build if it has a `close()`."""
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with making:
            if name not in self._resources:
                self._resources[name] = make(self)
            return cast("T", self._resources[name])

    def soon(self, name: str, make: Callable[[Served], T], *, patience: float) -> T | None:
        """Like `resource`, but made in a thread of its own; None where that takes longer than `patience` seconds."""
        thread = threading.Thread(target=self._make, args=(name, make), name=name, daemon=True)
        with self._lock:
            waiting = name not in self._resources and name not in self._underway
            if waiting:
                self._underway.add(name)
        if waiting:
            thread.start()
            thread.join(patience)
        with self._lock:
            return cast("T | None", self._resources.get(name))

    def _make(self, name: str, make: Callable[[Served], T]) -> None:
        try:
            self.resource(name, make)
        except Exception as error:
            logger.error("%s cannot be made: %s", name, error)
        finally:
            with self._lock:
                self._underway.discard(name)

    def close(self) -> None:
        for thing in (*reversed(self._resources.values()), self.build):
            closing = getattr(thing, "close", None)
            if closing is not None:
                closing()


def _answerer(served: Served) -> Answerer:
    from answering import Answerer

    return Answerer(served.build)


Warmer = Callable[[Served], object]


class CurrentBuild:
    """The served build behind a path such as DIR/current, with a count of the requests that use each.

    `warmers` make what is slow to make the first time: beside the first requests, and before a new build takes over.
    """

    def __init__(
        self, path: Path, *, poll_seconds: float, warmers: Sequence[Warmer] = (), graph_store: str = ""
    ) -> None:
        self._link = path
        self._graph_store = graph_store
        self._warmers = warmers
        self._lock = threading.Lock()
        self._served = self._open()
        self._users: dict[Served, int] = {self._served: 0}
        self._stop = threading.Event()
        threading.Thread(target=self._watch, args=(poll_seconds,), name="current-build", daemon=True).start()

    def lease(self) -> Served:
        with self._lock:
            self._users[self._served] += 1
            return self._served

    def release(self, served: Served) -> None:
        with self._lock:
            self._users[served] -= 1
        self._close_unused()

    def refresh(self) -> bool:
        """Switch to the build the path points at now; True if it was another. The old one serves until that is open."""
        if self._link.resolve() == self._served.path:
            return False
        opened = self._open()
        self._warm(opened)
        with self._lock:
            self._served = opened
            self._users[opened] = 0
        self._close_unused()
        logger.info("now serving build %s", opened.id)
        return True

    def stop(self) -> None:
        self._stop.set()

    def _open(self) -> Served:
        """Everything a question needs is loaded before the first one comes."""
        served = Served(self._link.resolve(), graph_store=self._graph_store)
        served.build.warm()
        _ = served.answerer
        return served

    def _warm(self, served: Served) -> None:
        for warmer in self._warmers:
            warmer(served)
        _settle()

    def _close_unused(self) -> None:
        with self._lock:
            unused = [served for served, users in self._users.items() if not users and served is not self._served]
            for served in unused:
                del self._users[served]
        for served in unused:
            served.close()

    def _watch(self, poll_seconds: float) -> None:
        self._carefully(partial(self._warm, self._served), "what the first pages need cannot be made beforehand")
        while not self._stop.wait(poll_seconds):
            self._carefully(self.refresh, "the new build cannot be served, the old one goes on")

    def _carefully(self, act: Callable[[], object], otherwise: str) -> None:
        """Whatever is wrong with one build, the watching thread must live to see the next."""
        try:
            act()
        except Exception as error:
            logger.error("%s: %s", otherwise, error)


def _settle() -> None:
    """What an open build holds stays: the collector need not walk it for every page. What is garbage by now goes."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def install(
    app: Flask, path: Path, *, poll_seconds: float, warmers: Sequence[Warmer] = (), graph_store: str = ""
) -> None:
    app.extensions[EXTENSION] = CurrentBuild(path, poll_seconds=poll_seconds, warmers=warmers, graph_store=graph_store)
    app.teardown_appcontext(_release)


def builds_of(app: Flask) -> CurrentBuild:
    return cast(CurrentBuild, app.extensions[EXTENSION])


def served() -> Served:
    """The build of this request."""
    if "served" not in g:
        g.served = builds_of(current_app).lease()
    return cast(Served, g.served)


def _release(_error: BaseException | None) -> None:
    leased = g.pop("served", None)
    if leased is not None:
        builds_of(current_app).release(leased)
