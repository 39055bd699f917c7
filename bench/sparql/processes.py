"""A process and all its descendants, whichever thread started them (Linux)."""

from __future__ import annotations

import os
from pathlib import Path


def tree(root: int) -> dict[int, str]:
    """Command line by process id, the root's included."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: command for pid in found if (command := _command(pid))}


def memory_mib(root: int) -> float:
    """Sum of the proportional set sizes: what processes share counts once."""
    return sum(map(_proportional_kib, tree(root))) / 1024


def processor_seconds(root: int) -> float:
    """What all of them have used so far, in user and kernel mode."""
    return sum(map(_ticks, tree(root))) / os.sysconf("SC_CLK_TCK")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _proportional_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _ticks(pid: int) -> int:
    """proc(5): fields 14 and 15 of stat, counted from 1; the second field may hold blanks."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
