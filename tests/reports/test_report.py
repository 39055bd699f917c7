"""The whole way: documents of our own, a build, a dossier."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import docx
import networkx as nx
import pytest

import report
from builds import open_build
from builds.pipeline import Request, ingest
from model.errors import QueryError
from reports.pictures import Setting
from reports.requests import KINDS, chart

SAMPLES = Path(__file__).parents[2] / "samples"
DOCUMENTS = (
    "zhejiang-2024.md",
    "zhejiang-2025.md",
    "jiangsu-2024.txt",
    "jiangsu-2025.docx",
    "jiangsu-market-regulation.txt",
)
QUESTION = "比较浙江和江苏2024年地区生产总值增速"


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("builds")
    summary = ingest(Request(output=folder, documents=tuple(str(SAMPLES / name) for name in DOCUMENTS), workers=1))
    assert not summary.failed
    return folder


@pytest.fixture(scope="session")
def dossier(builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    arguments = [
        str(builds),
        "--topic",
        QUESTION,
        "--output",
        str(folder),
        "--site",
        "http://127.0.0.1:8000",
        "--quiet",
    ]
    assert report.main(arguments) == 0
    return folder


def test_same_bytes_again(builds: Path, dossier: Path, tmp_path: Path) -> None:
    arguments = [
        str(builds / "current"),
        "--topic",
        QUESTION,
        "--output",
        str(tmp_path),
        "--site",
        "http://127.0.0.1:8000",
    ]
    assert report.main(arguments) == 0
    names = sorted(path.relative_to(dossier) for path in dossier.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if (dossier / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_word_file(dossier: Path) -> None:
    document = docx.Document(str(dossier / "dossier.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert QUESTION in text
    assert "5.2" in text and "5.6" in text
    assert re.search(r"^\[1\] .+政府.+\[R/OL\]\. \(\d{4}-\d\d-\d\d\)\. https://", text, re.MULTILINE)
    assert len(document.inline_shapes) >= 1
    descriptions = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(descriptions)
    header = [cell.text for cell in document.tables[0].rows[0].cells]
    assert header == ["地区", "指标", "时期", "数值", "性质", "来源"]
    assert set(zipfile.ZipFile(dossier / "dossier.docx").getinfo("word/document.xml").date_time) == {1980, 1, 0}


def test_html_stands_alone_and_is_well_formed(dossier: Path) -> None:
    html = (dossier / "dossier.html").read_text(encoding="utf-8")
    assert "<mark>" in html
    assert not re.search(r'(?:src|href)="(?!#|http://127\.0\.0\.1)', html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    cited = set(re.findall(r'href="#source-(\d+)"', html))
    assert cited <= {name.removeprefix("source-") for name in ids if name.startswith("source-")}
    ET.fromstring(re.sub(r"^<!DOCTYPE html>|<meta[^>]*>", "", html))


def test_markdown_links_its_figures(dossier: Path) -> None:
    text = (dossier / "dossier.md").read_text(encoding="utf-8")
    figures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert figures
    assert all((dossier / figure).is_file() for figure in figures)


def test_every_figure_has_its_data(dossier: Path) -> None:
    names = {path.stem for path in (dossier / "figures").iterdir()}
    assert {path.suffix for path in (dossier / "figures").iterdir()} == {".svg", ".png", ".pdf"}
    for name in names:
        rows = list(csv.DictReader(io.StringIO((dossier / "data" / f"{name}.csv").read_text(encoding="utf-8-sig"))))
        assert rows
        if "value" in rows[0]:
            assert all(row["unit"] and row["period"] for row in rows)


def test_networks_for_gephi(dossier: Path) -> None:
    for path in (dossier / "data").glob("*.graphml"):
        assert len(nx.read_graphml(path)) > 1
        assert path.with_suffix(".gexf").is_file()


def test_english(builds: Path, tmp_path: Path) -> None:
    arguments = [
        str(builds),
        "--topic",
        "Compare GDP growth of Zhejiang and Jiangsu in 2024",
        "--output",
        str(tmp_path),
    ]
    assert report.main([*arguments, "--language", "en", "--answer-only"]) == 0
    text = (tmp_path / "dossier.md").read_text(encoding="utf-8")
    assert "## Sources" in text
    assert "## Answer" in text


def test_nothing_found_is_said(builds: Path, tmp_path: Path) -> None:
    assert report.main([str(builds), "--topic", "火星上的桥梁", "--output", str(tmp_path), "--answer-only"]) == 0
    assert "没有" in (tmp_path / "dossier.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "--topic", "甲"], "nowhere"),
        (["{builds}", "--topic", "  "], "the topic is empty"),
        (["{builds}", "--topic", "甲", "--accessed", "yesterday"], "not a date"),
    ],
)
def test_clear_errors(
    builds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    given = [argument.format(builds=builds) for argument in arguments]
    assert report.main([*given, "--output", str(tmp_path / "out")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_way(builds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert report.main([str(builds), "--topic", QUESTION, "--output", str(tmp_path / "file"), "--answer-only"]) == 2
    assert "cannot write there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "values", "where"),
    [
        ("ranking", {"metric": "gdp"}, "period"),
        ("ranking", {"metric": "没有的指标", "period": "2024"}, "metric"),
        ("ranking", {"metric": "gdp", "period": "2024", "measure": "speed"}, "measure"),
        ("ranking", {"metric": "gdp", "period": "2024", "k": "0"}, "k"),
        ("series", {"metric": "gdp"}, "place"),
        ("series", {"metric": "gdp", "place": "浙江", "from": "then"}, "from"),
        ("targets", {"metric": "gdp"}, "period"),
        ("network", {}, "focus"),
        ("network", {"focus": "浙江", "depth": "9"}, "depth"),
        ("pie", {}, "kind"),
    ],
)
def test_bad_parameters_are_named(build: Any, kind: str, values: dict[str, str], where: str) -> None:
    with pytest.raises(QueryError) as caught:
        chart(build, kind, values, Setting())
    assert caught.value.where == where


def test_every_kind_draws_from_a_real_build(build: Any) -> None:
    asked = {
        "multiples": {"metric": "gdp", "places": "浙江,江苏", "measure": "growth"},
        "network": {"focus": "江苏省"},
        "ranking": {"metric": "gdp", "period": "2024", "measure": "growth", "highlight": "浙江"},
        "series": {"metric": "GDP", "place": "Zhejiang"},
        "targets": {"metric": "gdp", "period": "2024", "measure": "growth"},
        "tiles": {"metric": "gdp", "period": "2024", "measure": "growth"},
    }
    assert set(asked) == set(KINDS)
    for kind, values in asked.items():
        drawn = chart(build, kind, values, Setting("zh", "http://127.0.0.1/x"))
        assert drawn.frame.sources, kind
        assert drawn.frame.title, kind


@pytest.fixture(scope="session")
def build(builds: Path) -> Any:
    opened = open_build(builds / "current")
    yield opened
    opened.close()


def test_the_word_file_is_made_for_paper(dossier: Path) -> None:
    """A4, numbered pages, a table of contents that leads to the headings, heads that repeat, tables within margins."""
    word = docx.Document(str(dossier / "dossier.docx"))
    page = word.sections[0]
    assert (round(page.page_width.cm), round(page.page_height.cm, 1)) == (21, 29.7)
    assert " PAGE " in page.footer._element.xml
    body = word.element.body.xml
    anchors = set(re.findall(r'w:hyperlink w:anchor="(\w+)"', body))
    assert len(anchors) >= 4
    assert anchors <= set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', body))
    room = page.page_width - page.left_margin - page.right_margin
    assert word.tables
    for table in word.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert sum(cell.width for cell in table.rows[0].cells) <= room
