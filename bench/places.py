"""Where the corpus and the gold data lie beside the repository, and a benchmark's common options."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from model.errors import InvalidData

SHARED = Path("../shared")


def parser(name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"python -m bench {name}")


def with_build(name: str) -> argparse.ArgumentParser:
    options = parser(name)
    options.add_argument("--build", type=Path, default=Path("build/current"), help="default: build/current")
    return options


def questions(path: Path) -> list[dict[str, Any]]:
    """The records of a question set. Raises InvalidData when it is not there."""
    if not path.is_file():
        raise InvalidData("there is no question set", where=str(path), advice="give its path with --questions")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
