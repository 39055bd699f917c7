"""Which files the user means: files, folders (recursively) and globs."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.formats import SUFFIXES
from model.errors import UnreadableDocument

_ABOUT_THE_FOLDER = frozenset({"readme", "sources", "license", "licence", "changelog", "contributing"})


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """`source` is the path as given: for a file inside a folder, the folder as given and the path below it."""

    source: str
    path: Path


def discover(
    paths: Iterable[Path | str], *, on_error: Callable[[UnreadableDocument], None] | None = None
) -> list[Found]:
    """The documents that `paths` name, each once, ordered by source.

    A file named outright is taken whatever its suffix; from a folder only the formats we read are taken, and neither
    hidden files nor those that describe the folder (README, SOURCES, LICENSE …).
    Raises UnreadableDocument for a path that does not exist, a glob that matches nothing or a folder without
    documents; with `on_error`, hands it the error and goes on with the next path.
    """
    found: set[Found] = set()
    for path in paths:
        try:
            found.update(_expand(str(path)))
        except UnreadableDocument as error:
            if on_error is None:
                raise
            on_error(error)
    return sorted(found)


def _expand(given: str) -> Iterator[Found]:
    if Path(given).exists():
        return _take(Path(given))
    if glob.has_magic(given):
        return _matches(given)
    raise UnreadableDocument("does not exist", where=given, advice="check the spelling and the working directory")


def _take(path: Path) -> Iterator[Found]:
    return _walk(path) if path.is_dir() else iter((Found(path.as_posix(), path),))


def _matches(pattern: str) -> Iterator[Found]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 – a pattern may be absolute
    files = [Path(name) for name in names if Path(name).is_file()]
    if not files:
        raise UnreadableDocument("matches no file", where=pattern, advice="quote the pattern, or name a folder")
    return (Found(path.as_posix(), path) for path in files if _is_document(path.name))


def _walk(folder: Path) -> Iterator[Found]:
    files = list(_files(folder))
    if not files:
        raise UnreadableDocument(
            "holds no documents", where=folder.as_posix(), advice=f"we read {', '.join(sorted(SUFFIXES))}"
        )
    return (Found(path.as_posix(), path) for path in files)


def _files(folder: Path) -> Iterator[Path]:
    for directory, children, names in os.walk(folder):
        children[:] = [name for name in children if not name.startswith(".")]
        yield from (Path(directory, name) for name in names if _is_document(name))


def _is_document(name: str) -> bool:
    path = Path(name)
    hidden = name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in SUFFIXES and path.stem.lower() not in _ABOUT_THE_FOLDER
