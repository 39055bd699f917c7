from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from builds import Build, open_build
from builds.pipeline import Request, Summary, ingest

REPORT = """---
title: 2024年甲城市政府工作报告
date: 2024-01-20
---

# 2024年甲城市政府工作报告

## 一、2023年工作回顾

过去一年，全市地区生产总值达到5600亿元，增长5.8%。城镇新增就业12.5万人。

## 二、2024年工作安排

今年，地区生产总值预期增长5.5%左右，城镇新增就业11万人以上。
"""
NEWS = "杭州市市场监管局开展专项行动\n\n2023年11月8日，杭州市市场监管局出动执法人员3200人次，检查经营主体1500户次。\n"
OTHER = "2022年，宁波市新增科技企业310家，同比增长12.5%。森林覆盖率为48.3%。\n"


DOCUMENTS = Path("documents")
OUTPUT = Path("builds")


def make(output: Path, *documents: Path, **options: Any) -> Summary:
    """An ingest in this process."""
    return ingest(Request(output=output, documents=tuple(map(str, documents)), workers=0, **options))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three documents and a build of them, which tests copy."""
    folder = tmp_path_factory.mktemp("template")
    (folder / DOCUMENTS).mkdir()
    (folder / DOCUMENTS / "report.md").write_text(REPORT, encoding="utf-8")
    (folder / DOCUMENTS / "news.txt").write_text(NEWS, encoding="utf-8")
    (folder / DOCUMENTS / "other.txt").write_text(OTHER, encoding="gb18030")
    with chdir(folder):
        make(OUTPUT, DOCUMENTS)
    return folder


@pytest.fixture
def documents(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three documents, below the working directory."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(template / DOCUMENTS, DOCUMENTS)
    return DOCUMENTS


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where no build is yet."""
    monkeypatch.chdir(tmp_path)
    return Path("new")


@pytest.fixture
def built(template: Path, documents: Path) -> Path:
    """Where a build of `documents` is current."""
    shutil.copytree(template / OUTPUT, OUTPUT, symlinks=True)
    return OUTPUT


@pytest.fixture
def build(built: Path) -> Iterator[Build]:
    opened = open_build(built / "current")
    yield opened
    opened.close()
