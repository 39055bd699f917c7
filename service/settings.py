"""The settings of the service: one table. `python -m service --settings` prints it.

Each can be given as a keyword of `Settings`, or to `python -m service` as `--set name=value` or in the environment as
`CHAOTOU_NAME=value` (the command line wins).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from model.errors import InvalidData

PREFIX = "CHAOTOU_"


@dataclass(frozen=True, slots=True)
class Settings:
    build: Annotated[Path, "the build to serve; a link that moves is followed while serving"] = Path("build/current")
    graph_store: Annotated[str, "a SPARQL server that holds the build's graph, to be read instead of its own"] = ""
    host: Annotated[str, "address to listen on"] = "127.0.0.1"
    port: Annotated[int, "port to listen on"] = 8000
    workers: Annotated[int, "server processes; each opens the build and counts its own /metrics"] = 1
    threads: Annotated[int, "requests a process serves at once; more than may wait or run at /sparql"] = 32
    request_timeout: Annotated[int, "seconds after which a process that serves nothing is replaced"] = 60
    build_poll_seconds: Annotated[float, "seconds between looks at whether `build` points elsewhere"] = 1.0
    base_url: Annotated[str, "public address of the service in links and citations; empty: that of the request"] = ""
    question_limit: Annotated[int, "longest question, in characters"] = 500
    hits: Annotated[int, "passages shown below an answer"] = 10
    hits_limit: Annotated[int, "most passages one request may ask for"] = 100
    graph_nodes: Annotated[int, "most nodes one /api/v1/graph request returns, unless it asks for fewer"] = 150
    graph_nodes_limit: Annotated[int, "most nodes one request may ask for"] = 1000
    sparql_workers: Annotated[int, "processes that evaluate strangers' SPARQL queries"] = 2
    sparql_timeout: Annotated[float, "seconds after which a SPARQL query is stopped"] = 10.0
    sparql_memory_mib: Annotated[int, "address space of one SPARQL process, MiB"] = 1024
    sparql_result_mib: Annotated[int, "largest SPARQL result, MiB"] = 64
    sparql_query_kib: Annotated[int, "largest SPARQL query, KiB"] = 256
    sparql_rows: Annotated[int, "most rows of a SPARQL result; a shorter one says so in X-Row-Limit"] = 100_000
    sparql_depth: Annotated[int, "deepest nesting of brackets in a SPARQL query"] = 100
    sparql_slow_workers: Annotated[int, "processes more that hold SPARQL queries which take long"] = 2
    sparql_patience: Annotated[float, "seconds after which a SPARQL query counts as long"] = 0.3
    sparql_queue: Annotated[int, "SPARQL queries that may wait for a process"] = 16
    sparql_queue_seconds: Annotated[float, "seconds a SPARQL query waits for a process"] = 5.0
    sparql_per_client: Annotated[int, "SPARQL queries of one address at once"] = 4

    @classmethod
    def load(cls, given: Mapping[str, object]) -> Settings:
        """Settings from names in either case and values as text or typed. Raises InvalidData for an unknown name."""
        kinds = {item.name: type(item.default) for item in fields(cls)}
        values: dict[str, Any] = {}
        for name, value in given.items():
            kind: Any = kinds.get(name.lower())
            if kind is None:
                raise InvalidData(f"no such setting: {name}", advice="`python -m service --settings` lists them")
            values[name.lower()] = _convert(name, kind, value)
        return cls(**values)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **overrides: object) -> Settings:
        """Names with the prefix that are no setting are left alone: other programs may use them."""
        names = {item.name for item in fields(cls)}
        given = {key[len(PREFIX) :].lower(): value for key, value in environment.items() if key.startswith(PREFIX)}
        return cls.load({**{key: value for key, value in given.items() if key in names}, **overrides})


def _convert(name: str, kind: Any, value: object) -> Any:
    try:
        return kind(value)
    except (TypeError, ValueError) as error:
        advice = f"give a value of type {kind.__name__}"
        raise InvalidData(f"not a value for {name}: {value!r}", where="settings", advice=advice) from error


def table() -> Iterator[str]:
    hints = get_type_hints(Settings, include_extras=True)
    for item in fields(Settings):
        yield f"{item.name:<20} {item.default!s:<16} {hints[item.name].__metadata__[0]}"
