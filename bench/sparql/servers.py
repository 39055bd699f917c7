"""Real servers on ports of their own: this service, and the Oxigraph server of PyPI."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from model.errors import BuildError


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    pid: int


@contextmanager
def our_service(build: Path, *settings: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "service", "--build", str(build), "--host", "127.0.0.1", "--port", str(port)]
    with _running([*command, *(part for setting in settings for part in ("--set", setting))], port) as server:
        yield server


@contextmanager
def oxigraph_server(store: Path, *, read_only: bool = True) -> Iterator[Server]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        raise BuildError("the oxigraph server is not installed", advice="pip install -r requirements-dev.txt")
    port = free_port()
    mode = "serve-read-only" if read_only else "serve"
    command = [program, mode, "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with _running(command, port) as server:
        yield server


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[Server]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address)
        yield Server(address, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address + "/healthz", timeout=5):
                return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise BuildError("the server did not start", where=" ".join(map(str, process.args)))  # type: ignore[arg-type]
