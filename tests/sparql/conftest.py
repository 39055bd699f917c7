"""A service over a build of one small document of our own, whose store also holds graphs that tests need."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from builds import layout
from builds.pipeline import Request, ingest
from graph.store import EmbeddedStore
from graph.terms import Iri
from service.app import create_app
from service.current import builds_of

REPORT = """---
title: 2024年浙江省政府工作报告
date: 2024-01-20
source: https://example.org/reports/2024
---

# 2024年浙江省政府工作报告

## 一、2023年工作回顾

过去一年，全省地区生产总值达到8.2万亿元，增长6.0%。杭州市获评全国网络市场监管与服务示范区。

## 二、2024年工作安排

今年，地区生产总值预期增长5.5%左右。
"""


def graft(build: Path, graphs: dict[str, str]) -> None:
    """Put more named graphs (name → N-Triples) into the store of a finished build."""
    folder = build.resolve()
    store = EmbeddedStore(folder / layout.GRAPH)
    for name, ntriples in graphs.items():
        store.replace(Iri(name), ntriples)
    store.snapshot(folder / "grafted")
    store.close()
    shutil.rmtree(folder / layout.GRAPH)
    (folder / "grafted").rename(folder / layout.GRAPH)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = {name: size for name, size in manifest["files"].items() if not name.startswith(layout.GRAPH)}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="session")
def plain_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sparql")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    ingest(Request(output=folder / "builds", documents=(str(folder / "report.md"),), workers=0))
    return folder / "builds"


@pytest.fixture(scope="session")
def serve(plain_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Make an application over a copy of the build with more graphs in it, and other settings."""
    made: list[Flask] = []

    def make(graphs: dict[str, str] | None = None, **settings: object) -> Flask:
        copy = tmp_path_factory.mktemp("copy") / "builds"
        shutil.copytree(plain_build, copy, symlinks=True)
        if graphs:
            graft(copy / "current", graphs)
        app = create_app({"build": copy / "current", **settings})
        made.append(app)
        return app

    yield make
    for app in made:
        builds_of(app).stop()
        builds_of(app)._served.close()


@pytest.fixture(scope="session")
def app(serve: Callable[..., Flask]) -> Flask:
    return serve(sparql_timeout=6.0, sparql_rows=1000)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
