"""One query process seen from outside: start it, ask it, listen until an alarm, kill it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from graph.worker import HEAD, send

_ROOT = Path(__file__).resolve().parent.parent
_READ = 1 << 16
_NICE = 10


class Alarm(Exception):
    """The time to listen until has come; nothing received so far is lost."""


class Died(Exception):
    """The process ended; `args[0]` is its exit status, negative for a signal."""


class QueryProcess:
    """`lowered` tells that everybody else goes first; it stays so."""

    def __init__(self, directory: Path, memory_mib: int, *, lowered: bool = False) -> None:
        environment = {"PATH": os.environ.get("PATH", ""), "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.worker", str(directory.resolve()), str(memory_mib)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment,
        )
        self._buffer = bytearray()
        self.ready = False
        self.lowered = False
        if lowered:
            self.lower_priority()
        self._poll = select.poll()
        self._poll.register(self._output, select.POLLIN | select.POLLHUP)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Mapping[str, object]) -> None:
        if self._process.stdin is None:
            raise Died(None)
        try:
            send(self._process.stdin, b"Q", json.dumps(request).encode())  # type: ignore[arg-type]
        except BrokenPipeError:
            raise Died(self._process.wait()) from None

    def receive(self, until: float) -> tuple[bytes, bytes]:
        """The next frame (kind, payload). Alarm when `time.monotonic()` passes `until`; Died when the process ended."""
        self._fill(HEAD.size, until)
        kind, length = HEAD.unpack_from(self._buffer)
        self._fill(HEAD.size + length, until)
        payload = bytes(self._buffer[HEAD.size : HEAD.size + length])
        del self._buffer[: HEAD.size + length]
        self.ready = self.ready or kind == b"R"
        return kind, payload

    def cpu_seconds(self) -> float:
        """Processor time the process has used so far, by all its threads; 0 where the system does not tell.

        The clock of a process is named after its id: clock_getcpuclockid(3). Reading it costs a microsecond.
        """
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def resident_mib(self) -> float:
        """What it holds of the machine's memory; 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])  # proc(5)
        except OSError:
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)

    def lower_priority(self) -> None:
        """Let everybody else go first; priorities are per thread on Linux, a new thread has that of its maker."""
        self.lowered = True
        with suppress(OSError):
            for thread in Path(f"/proc/{self.pid}/task").iterdir():
                os.setpriority(os.PRIO_PROCESS, int(thread.name), _NICE)

    def stop(self) -> None:
        """End it from another thread: whoever listens to it sees that it died, and kills it."""
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    @property
    def _output(self) -> int:
        if self._process.stdout is None or self._process.stdout.closed:  # `kill` ran while this thread waited
            raise Died(None)
        return self._process.stdout.fileno()

    def _fill(self, size: int, until: float) -> None:
        while len(self._buffer) < size:
            left = until - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                raise Alarm
            data = os.read(self._output, _READ)
            if not data:
                raise Died(self._process.wait())
            self._buffer += data
