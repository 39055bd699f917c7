"""What several test folders share: one build of samples/ a session, and one real service over it a worker."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-images", action="store_true", help="renew docs/images with the screenshots of the tests")


def pytest_configure() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


@pytest.fixture(scope="session")
def samples_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """`DIR/current` of a build of samples/, made once by `ingest.py` however many workers pytest-xdist runs."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    output = shared / "samples-build"
    with (shared / "samples-build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (output / "current").exists():
            command = [sys.executable, "ingest.py", "samples", "--output", str(output), "--workers", "1", "--quiet"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if not (output / "current").exists():
                pytest.fail(f"samples/ could not be ingested: {done.stderr}")
    return output / "current"


@pytest.fixture(scope="session")
def service_url(samples_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, without a slash at its end, of `python -m service` over `samples_build`."""
    log = tmp_path_factory.mktemp("service") / "log"
    with serving(samples_build, log) as url:
        yield url


class serving:
    """A real service process over a build, for as long as the block lasts."""

    def __init__(self, build: Path, log: Path, *settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._settings = [part for setting in settings for part in ("--set", setting)]
        self._build = build

    def __enter__(self) -> str:
        command = [sys.executable, "-m", "service", "--build", str(self._build), "--port", str(self.port)]
        with self._log.open("w") as log:
            self._process = subprocess.Popen([*command, *self._settings], cwd=ROOT, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not _answers(f"{self.url}/healthz"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                pytest.fail(f"the service did not start: {self._log.read_text(encoding='utf-8')[-3000:]}")
            time.sleep(0.1)
        return self.url

    def __exit__(self, *_exception: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class _ChatModel(BaseHTTPRequestHandler):
    """Answers every chat request with the statements the server was given, and remembers what it was asked."""

    def do_POST(self) -> None:
        server: Any = self.server
        server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        server.keys.append(self.headers.get("Authorization"))
        body = json.dumps({"choices": [{"message": {"content": server.reply}}]}).encode()
        self.send_response(server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_arguments: object) -> None:
        """Silence."""


@pytest.fixture
def chat_model() -> Iterator[Any]:
    """A stand-in for an OpenAI-compatible endpoint: answers `reply` and `status`; `asked` and `keys` hold what came."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _ChatModel)
    server.asked, server.keys, server.status, server.reply = [], [], 200, ""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
