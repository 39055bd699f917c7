"""Settings: one table, three places to give one, a clear word for a wrong one."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from model.errors import InvalidData
from service.settings import Settings, table

ROOT = Path(__file__).parents[2]


def test_every_setting_stands_in_the_table() -> None:
    lines = list(table())
    assert [line.split()[0] for line in lines] == [item.name for item in fields(Settings)]
    assert all(len(line.split(maxsplit=1)[1]) > 10 for line in lines)


def test_text_becomes_what_the_setting_is() -> None:
    assert Settings.load({"PORT": "9000", "build": "x/current"}) == Settings(port=9000, build=Path("x/current"))


def test_the_command_line_wins_over_the_environment() -> None:
    found = Settings.from_environment({"CHAOTOU_PORT": "1", "CHAOTOU_THREADS": "2", "CHAOTOU_HOME": "x"}, port=3)
    assert (found.port, found.threads) == (3, 2)


@pytest.mark.parametrize("given", [{"colour": "blue"}, {"port": "many"}])
def test_a_wrong_setting_is_named(given: dict[str, str]) -> None:
    with pytest.raises(InvalidData, match=next(iter(given))):
        Settings.load(given)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_prints_its_settings() -> None:
    done = run("--settings")
    assert done.returncode == 0
    assert done.stdout.splitlines() == list(table())


@pytest.mark.parametrize("arguments", [("--build", "no/such/build"), ("--set", "port"), ("--set", "colour=blue")])
def test_a_service_that_cannot_start_says_why_in_one_line(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_starting_loads_no_heavy_library() -> None:
    code = "import sys, service, service.__main__; print(sorted({'torch', 'faiss', 'transformers'} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stdout.strip() == "[]"
