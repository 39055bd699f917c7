"""Memory of a process and all its children, read from /proc while it runs (Linux)."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.2  # seconds between two readings


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    processor_seconds: float
    peak_bytes: int
    returncode: int
    output: str


def measured(command: Sequence[str]) -> Run:
    """Run a command to its end. `peak_bytes` is the highest sum of proportional set sizes: shared pages count once."""
    started, spent = time.monotonic(), _spent()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_bytes, _tree(process.pid))))
        time.sleep(_INTERVAL)
    seconds = time.monotonic() - started
    output = process.stdout.read() if process.stdout else ""
    return Run(seconds, _spent() - spent, peak, process.returncode, output)


def _spent() -> float:
    """Processor seconds of all children that have ended, and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
