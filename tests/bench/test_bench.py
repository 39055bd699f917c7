from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from bench.__main__ import BENCHMARKS
from bench.memory import measured
from bench.results import Figure, Result, newest, number, save
from bench.tables import refresh

RESULT = Result("three documents", (Figure("speed", 12.345678, "documents/s"), Figure("documents", 3)))


def test_a_result_is_kept_with_its_machine(tmp_path: Path) -> None:
    path = save("ingest", RESULT, today=date(2026, 1, 2), folder=tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "2026-01-02-ingest.json"
    assert record["figures"][0] == {"what": "speed", "value": 12.345678, "unit": "documents/s"}
    assert record["machine"]["cores"] >= 1
    assert record["machine"]["python"] == ".".join(map(str, sys.version_info[:3]))


def test_the_newest_of_each_counts(tmp_path: Path) -> None:
    save("ingest", RESULT, today=date(2026, 1, 2), folder=tmp_path)
    save("ingest", Result("four documents", ()), today=date(2026, 2, 1), folder=tmp_path)
    save("qa", RESULT, today=date(2025, 2, 1), folder=tmp_path)
    assert [record["subject"] for record in newest(tmp_path)] == ["four documents", "three documents"]


def test_tables_are_made_again_and_the_words_stay(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("Words.\n\n<!-- table: ingest -->\nold\n<!-- end -->\n\nMore words.\n", encoding="utf-8")
    save("ingest", RESULT, today=date(2026, 1, 2), folder=tmp_path)
    save("qa", RESULT, today=date(2026, 1, 2), folder=tmp_path)
    refresh(newest(tmp_path), page=page)
    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| speed | 12.35 | documents/s |" in text
    assert text.index("Words.") < text.index("three documents") < text.index("More words.") < text.index("## qa")
    refresh(newest(tmp_path), page=page)
    assert page.read_text(encoding="utf-8") == text


def test_numbers_are_printed_to_be_read() -> None:
    assert [number(value) for value in (3.0, 12345.678, 0.98764, 0.0)] == ["3", "12,346", "0.9876", "0"]


def test_memory_of_a_command_and_its_children_is_seen() -> None:
    child = "import time; held = b'x' * 50_000_000; time.sleep(1)"
    run = measured([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"])
    assert run.returncode == 0
    assert run.peak_bytes > 50_000_000
    assert 0 < run.processor_seconds < 30


def test_every_benchmark_is_named_after_its_module() -> None:
    assert all(module == f"bench.{name}" for name, module in BENCHMARKS.items())


def test_an_unknown_benchmark_is_a_usage_error() -> None:
    done = subprocess.run([sys.executable, "-m", "bench", "nothing"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "invalid choice" in done.stderr
