"""Copies of an index that is a folder of files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_LOCKS = shutil.ignore_patterns("*.lock", "LOCK")


def linked(last: Path, folder: Path) -> None:
    """A copy that shares its files, for an index whose files never change once written."""
    shutil.copytree(last, folder, copy_function=os.link, ignore=_LOCKS)


def copied(last: Path, folder: Path) -> None:
    shutil.copytree(last, folder, ignore=_LOCKS)
