"""ingest.py as a user calls it, with good and bad input."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest

from builds import open_build
from builds.opening import verify
from builds.publishing import current

from .conftest import OTHER

ROOT = Path(__file__).resolve().parents[2]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "ingest.py"), *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=120)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 300_000_000)


def bad_files(folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(random.Random(1).randbytes(4096))
    (folder / "wrong.txt").write_bytes("café naïve résumé\n".encode("latin-1") * 40)
    (folder / "truncated.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    (folder / "truncated.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "pages.pdf").write_bytes(empty_pdf())
    zip_bomb(folder / "bomb.docx")
    return sorted(path.name for path in folder.iterdir())


def empty_pdf() -> bytes:
    """A valid PDF without a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 3\n0000000000 65535 f \n" + table + trailer


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, runpy; sys.argv = ['ingest.py', '--help']\n"
        "try: runpy.run_path('ingest.py', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print([m for m in ('torch', 'faiss', 'numpy', 'tantivy', 'pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "usage: ingest.py" in done.stdout
    assert done.stdout.rstrip().endswith("[]")


def test_good_input_prints_counts(documents: Path, output: Path) -> None:
    done = run(documents, "--output", output)
    assert done.returncode == 0, done.stderr
    assert "3 added, 0 replaced, 0 unchanged, 0 removed, 0 failed" in done.stdout
    assert "3 documents" in done.stdout
    assert done.stderr == ""


def test_quiet_says_nothing_when_all_is_well(documents: Path, output: Path) -> None:
    done = run(documents, "--output", output, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_bad_file_has_one_line_and_the_others_are_in(documents: Path, output: Path) -> None:
    bad = bad_files(documents)
    names = [name for name in bad if name not in {"report.md", "news.txt", "other.txt"}]
    done = run(documents, "--output", output)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert sorted(Path(line.split(": ")[0]).name for line in lines) == names
    assert all(" – " in line and "Traceback" not in line for line in lines)
    build = open_build(output / "current")
    assert build.manifest.counts["documents"] == 3
    verify(build)
    build.close()


def test_only_bad_input_makes_no_build(tmp_path: Path, output: Path) -> None:
    bad_files(tmp_path / "bad")
    done = run(tmp_path / "bad", "--output", output)
    assert done.returncode == 2
    assert current(output) is None
    assert [path.name for path in output.iterdir()] == [".lock"]


@pytest.mark.parametrize("kind", ["missing", "empty folder", "glob"])
def test_a_path_that_leads_nowhere_is_told(kind: str, tmp_path: Path, output: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    path = {"missing": tmp_path / "missing.txt", "empty folder": folder, "glob": folder / "*.txt"}[kind]
    done = run(path, "--output", output)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{path}: ")
    assert " – " in done.stderr


def test_no_arguments_is_a_usage_error(output: Path) -> None:
    assert run("--output", output).returncode == 2


def test_a_kill_at_any_moment_leaves_the_old_build_whole(built: Path, output: Path) -> None:
    """The moments are drawn at random over the length of one whole run, with a fixed seed."""
    shutil.copytree(built, output, symlinks=True)
    before = current(built)
    for number in range(4):
        Path(f"{number}.txt").write_text(OTHER.replace("310", str(300 + number)), encoding="utf-8")
    started = time.monotonic()
    assert run(*EXTRA, "--output", output).returncode == 0
    whole = time.monotonic() - started
    moments = random.Random(2023)
    for _ in range(5):
        killed(command(*EXTRA, "--output", built), after=moments.uniform(0.1, 1.0) * whole)
        build = open_build(built / "current")
        verify(build)
        assert build.path == before or build.manifest.counts["documents"] == 7
        build.close()
    assert run(*EXTRA, "--output", built).returncode == 0
    assert not list(built.glob(".unfinished-*"))
    with closing(open_build(built / "current")) as build, closing(open_build(output / "current")) as other:
        assert build.manifest.inputs == other.manifest.inputs
        assert list(build.statements()) == list(other.statements())


EXTRA = ("0.txt", "1.txt", "2.txt", "3.txt")


def killed(arguments: list[str], *, after: float) -> None:
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
