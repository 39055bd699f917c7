"""A finished store as gzip on standard output: `python -m graph.dump DIRECTORY nq|nt|ttl`.

N-Quads hold every graph, N-Triples and Turtle the default graph. The engine keeps quads in an order that depends on
them alone, so the same build gives the same bytes.
"""

from __future__ import annotations

import sys
from gzip import GzipFile
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from graph.namespaces import PREFIXES

_FORMATS = {"nq": ox.RdfFormat.N_QUADS, "nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE}


def dump(directory: str, kind: str, output: BinaryIO) -> None:
    store = ox.Store.read_only(directory)
    with GzipFile(filename="", mode="wb", compresslevel=5, fileobj=output, mtime=0) as packed:
        stream = cast("IO[bytes]", packed)
        if kind == "nq":
            store.dump(stream, format=_FORMATS[kind])
        else:
            prefixes = PREFIXES if kind == "ttl" else None
            store.dump(stream, format=_FORMATS[kind], from_graph=ox.DefaultGraph(), prefixes=prefixes)


if __name__ == "__main__":
    dump(sys.argv[1], sys.argv[2], sys.stdout.buffer)
