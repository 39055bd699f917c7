"""A process that answers SPARQL queries on a finished store: `python -m graph.worker DIRECTORY MEMORY_MIB`.

It reads requests from standard input and writes answers to standard output, both as frames: one byte of kind, four of
length (big-endian), then the payload. Request: Q with JSON {query, limited, format, base, default, named, bytes}.
Answer: any number of D (bytes of the result), then Z (complete) or E (JSON {code, message, where}). First of all comes
R (JSON {sandboxed}). It has no network, and a ceiling of memory; whoever started it kills it when it takes too long,
and it ends by itself when that process is gone.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import threading
from itertools import chain, islice
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox

from graph.formats import GRAPHS, RESULTS
from graph.oxigraph import syntax_error
from graph.prefixes import of_query, ordered, used
from graph.sandbox import forbid_network, limit_memory

HEAD = struct.Struct(">cI")
STACK = 256 << 20  # a few kilobytes of nested brackets overflow the default stack
_BLOCK = 1 << 16
_WITH_PREFIXES = ("text/turtle", "application/trig", "application/rdf+xml")
_SEEN = 2000  # triples that tell which prefixes are used


class TooLarge(Exception):
    """The result passed the ceiling of bytes."""


class Frames:
    """The output that the engine serialises into: D frames of about 64 KiB."""

    def __init__(self, stream: BinaryIO, ceiling: int) -> None:
        self._stream = stream
        self._left = ceiling
        self._held = bytearray()
        self._first = True

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        self._held += data
        if len(self._held) >= _BLOCK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._held:
            held = bytes(self._held)
            send(self._stream, b"D", ordered(held) if self._first and held.startswith(b"@prefix") else held)
            self._held.clear()
            self._first = False


def send(stream: BinaryIO, kind: bytes, payload: bytes) -> None:
    stream.write(HEAD.pack(kind, len(payload)) + payload)
    stream.flush()


def answer(store: ox.Store, request: dict[str, Any], output: BinaryIO) -> None:
    try:
        frames = Frames(output, request["bytes"])
        _evaluate(store, request, frames)
        frames.flush()
        send(output, b"Z", b"")
    except TooLarge:
        _fail(output, "too_large", f"the result is larger than {request['bytes'] >> 20} MiB")
    except SyntaxError as error:
        problem = syntax_error(error)
        _fail(output, "syntax", problem.found, problem.where)
    except (ValueError, OSError, RuntimeError) as error:
        _fail(output, "failed", str(error))


def _evaluate(store: ox.Store, request: dict[str, Any], frames: Frames) -> None:
    dataset = _dataset(store, request)
    queried = dataset.pop("store", store)
    try:
        result = queried.query(request["limited"], base_iri=request["base"], **dataset)
    except SyntaxError:  # say where in what was asked
        result = queried.query(request["query"], base_iri=request["base"], **dataset)
    media_type = request["format"]
    if media_type in _WITH_PREFIXES:
        _write_graph(result, request, frames)
    else:
        formats: dict[str, Any] = {**RESULTS, **GRAPHS}
        result.serialize(frames, formats[media_type])


def _write_graph(result: ox.QueryTriples, request: dict[str, Any], frames: Frames) -> None:
    """With the prefixes that the first triples use; IRIs of others stay whole."""
    begun = list(islice(result, _SEEN))
    prefixes = used(begun, of_query(request["query"], request["base"]))
    ox.serialize(chain(begun, result), cast("IO[bytes]", frames), GRAPHS[request["format"]], prefixes=prefixes)


def _dataset(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """The dataset of the query (SPARQL 1.1, section 13.2) as the engine takes it.

    Over several default graphs the engine would count a triple once for each graph it stands in: they are merged first.
    """
    if request["default"] is None:
        return {}
    default = [ox.NamedNode(iri) for iri in request["default"]]
    named = [ox.NamedNode(iri) for iri in request["named"]]
    if len(default) < 2:
        return {"default_graph": default, "named_graphs": named}
    merged = ox.Store()
    for graph in default:
        merged.extend(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return {"store": merged, "default_graph": ox.DefaultGraph(), "named_graphs": named}


def _fail(output: BinaryIO, code: str, message: str, where: str = "") -> None:
    send(output, b"E", json.dumps({"code": code, "message": message, "where": where}).encode())


def serve(directory: str, requests: BinaryIO, output: BinaryIO, sandboxed: bool) -> None:
    store = ox.Store.read_only(directory)
    send(output, b"R", json.dumps({"sandboxed": sandboxed}).encode())
    while head := requests.read(HEAD.size):
        _, length = HEAD.unpack(head)
        answer(store, json.loads(requests.read(length)), output)


def main(directory: str, memory_mib: str) -> None:
    limit_memory(int(memory_mib))
    sandboxed = forbid_network()
    threading.stack_size(STACK)
    arguments = (directory, sys.stdin.buffer, sys.stdout.buffer, sandboxed)
    work = threading.Thread(target=serve, args=arguments, daemon=True)
    work.start()
    parent = os.getppid()
    while work.is_alive() and os.getppid() == parent:
        work.join(timeout=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
