"""A build appears whole or not at all: made in a hidden folder, written through to disk, renamed, then pointed at."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builds.layout import CURRENT, LOCK, UNFINISHED
from builds.opening import open_build
from model.errors import BuildError


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold `root` against a second ingest. The lock goes with the process, however that ends."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError(
                "another ingest is writing here", where=str(root), advice="wait for it, or name another folder"
            ) from None
        yield


@contextmanager
def unfinished(root: Path) -> Iterator[Path]:
    """A new hidden folder below `root`, removed at the end unless it was renamed. Call under `locked`."""
    sweep(root)
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(root: Path) -> None:
    """Remove what a killed ingest left behind."""
    for left in root.glob(f"{UNFINISHED}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def publish(folder: Path, root: Path, build: str) -> Path:
    """Give the finished `folder` its name and make it current; returns where it is now.

    A sound build of that name already there holds the same and is left as it is: a service may be reading it.
    """
    final = root / build
    if not _is_sound(final):
        shutil.rmtree(final, ignore_errors=True)
        _write_through(folder)
        folder.chmod(0o755)
        folder.rename(final)
        _sync(root)
    point_current(root, build)
    return final


def point_current(root: Path, build: str) -> None:
    link = root / f"{UNFINISHED}{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(build)
    link.replace(root / CURRENT)
    _sync(root)


def current(root: Path) -> Path | None:
    """The folder of the current build, None where there is none."""
    link = root / CURRENT
    return link.resolve() if link.exists() else None


def prune(root: Path, *, keep: set[str]) -> None:
    """Remove builds other than those named (a running service may still be switching away from the last one)."""
    for folder in root.iterdir():
        if folder.is_dir() and not folder.is_symlink() and not folder.name.startswith(".") and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _is_sound(folder: Path) -> bool:
    try:
        open_build(folder).close()
    except BuildError:
        return False
    return True


def _write_through(folder: Path) -> None:
    for directory, _, names in os.walk(folder, topdown=False):
        for name in names:
            _sync(Path(directory, name))
        _sync(Path(directory))
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
