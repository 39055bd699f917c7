"""A running service follows `current` to a new build and drops no request on the way."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import serving


@pytest.fixture
def builds(samples_build: Path, tmp_path: Path) -> Path:
    """A folder with two builds of the same content under two names, and a `current` that leads to the first."""
    for name in ("first", "second"):
        shutil.copytree(samples_build.resolve(), tmp_path / name)
    manifest = tmp_path / "second" / "manifest.json"
    record = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**record, "id": "second"}, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "current").symlink_to("first")
    return tmp_path


def point(builds: Path, name: str) -> None:
    (builds / "next").symlink_to(name)
    (builds / "next").rename(builds / "current")


def get(url: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(url, timeout=30) as response:
        return response.status, response.read()


def test_no_request_is_dropped_when_the_build_changes(builds: Path) -> None:
    with serving(builds / "current", builds / "log", "build_poll_seconds=0.1") as url:
        first = json.loads(get(f"{url}/healthz")[1])["build"]
        outcomes: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                outcomes.append(get(f"{url}/search?q=GDP")[0])

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        for name in ("second", "first"):
            point(builds, name)
            wait_for(url, "second" if name == "second" else first)
        stop.set()
        for asker in askers:
            asker.join()
    assert len(outcomes) > 3
    assert set(outcomes) == {200}


def wait_for(url: str, build: str) -> None:
    for _ in range(600):
        if json.loads(get(f"{url}/healthz")[1])["build"] == build:
            return
        time.sleep(0.1)
    pytest.fail(f"the service does not follow to {build}")


def test_a_broken_new_build_leaves_the_old_one_serving(builds: Path) -> None:
    (builds / "second" / "statements.jsonl").write_text("", encoding="utf-8")
    with serving(builds / "current", builds / "log", "build_poll_seconds=0.1") as url:
        before = json.loads(get(f"{url}/healthz")[1])["build"]
        point(builds, "second")
        for _ in range(600):
            if "the old one goes on" in (builds / "log").read_text(encoding="utf-8"):
                break
            time.sleep(0.1)
        else:
            pytest.fail("the service does not say that the new build is broken")
        assert json.loads(get(f"{url}/healthz")[1])["build"] == before
        assert get(f"{url}/search?q=GDP")[0] == 200


def test_an_old_build_is_closed_when_its_last_request_ends(builds: Path) -> None:
    from service.current import CurrentBuild

    current = CurrentBuild(builds / "current", poll_seconds=3600)
    try:
        lease = current.lease()
        point(builds, "second")
        assert current.refresh()
        assert current.lease().id == "second"
        assert lease.build.passages.text(next(iter(lease.build.passages.documents())).id)
        closed = []
        lease.resource("witness", lambda _: Witness(closed))
        current.release(lease)
        assert closed == [True]
    finally:
        current.stop()


class Witness:
    def __init__(self, closed: list[bool]) -> None:
        self._closed = closed

    def close(self) -> None:
        self._closed.append(True)
