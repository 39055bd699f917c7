"""The examples of docs/sparql.md run against a real server."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest

from bench.sparql.servers import our_service
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, flags=re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"
SHELL = [text for kind, text in BLOCKS if kind == "sh" and text.startswith("curl")]
PYTHON = [text for kind, text in BLOCKS if kind == "python"]
COMUNICA = ROOT / "tests" / "clients" / "node_modules" / ".bin" / "comunica-sparql"


@pytest.fixture(scope="module")
def address(plain_build: Path) -> Iterator[str]:
    with our_service(plain_build / "current") as server:
        yield server.address


@pytest.mark.parametrize("example", SHELL, ids=range(len(SHELL)))
def test_shell(example: str, address: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["bash", "-ec", example.replace(ADDRESS, address)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "浙江省" in done.stdout or int(done.stdout) > 1000


@pytest.mark.parametrize("example", PYTHON, ids=range(len(PYTHON)))
def test_python(example: str, address: str) -> None:
    code = example.replace(ADDRESS, address)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_r(address: str) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed (Debian: r-base-core)")
    example = next(text for kind, text in BLOCKS if kind == "r")
    command = ["Rscript", "-e", example.replace(ADDRESS, address)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=environment)
    assert done.stdout.split()[:3] == ["metric", "period", "value"]
    assert "地区生产总值" in done.stdout


def test_excel(address: str) -> None:
    """What Web.Contents asks and Csv.Document reads: the query in the address, UTF-8 (65001), columns as named."""
    example = next(text for kind, text in BLOCKS if kind == "" and "Web.Contents" in text)
    query = re.search(r'Query = "(.*)",', example)
    asked = re.search(r'Web.Contents\("(.*)", \[Query = \[query = Query, format = "(\w+)"\]\]\)', example)
    assert query is not None
    assert asked is not None
    assert "Encoding = 65001" in example
    parameters = urlencode({"query": query[1], "format": asked[2]}, quote_via=quote)
    with urlopen(f"{asked[1].replace(ADDRESS, address)}?{parameters}") as response:
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(response.read().decode("utf-8"))))
    assert list(rows[0]) == ["metric", "period", "value", "unit"]
    assert any(row["metric"] == "地区生产总值" for row in rows)


def test_comunica(address: str) -> None:
    if not COMUNICA.exists() or shutil.which("node") is None:
        pytest.skip("comunica is not installed (scripts/clients-install)")
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/chaotou/ontology#Document> }"
    command = [str(COMUNICA), f"{address}/sparql", query]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "https://w3id.org/chaotou/id/document/" in done.stdout


def test_every_sparql_setting_is_documented() -> None:
    names = {item.name for item in fields(Settings) if item.name.startswith("sparql_")}
    assert names <= set(re.findall(r"`(sparql_\w+)`", PAGE))
