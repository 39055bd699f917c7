from __future__ import annotations

import hashlib
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from figures import ChartRefused, Line, Point, Ranking, TimeSeries, font, render
from figures.palette import LOOKS
from model.errors import QueryError

from . import conftest as sample

SVG = sample.SVG
ROOT = Path(__file__).parents[2]


@cache
def _font() -> TTFont:
    return TTFont(font.directory() / font.FILE)


def _advance(character: str) -> float:
    name = _font().getBestCmap().get(ord(character), ".notdef")
    return float(_font()["hmtx"][name][0]) / 1000


@cache
def _rendered(kind: str, format: str, language: str = "zh") -> bytes:
    return render(sample.charts(language)[kind], format)


def _svg(kind: str, language: str = "zh") -> str:
    return _rendered(kind, "svg", language).decode()


def test_same_chart_same_bytes(kind: str) -> None:
    for format in ("svg", "png", "pdf"):
        assert _rendered(kind, format) == render(sample.charts()[kind], format), format


def test_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, runpy, sys; sys.path.insert(0, '.');"
        "charts = runpy.run_path('tests/figures/conftest.py')['charts']();"
        "from figures import render;"
        "pairs = [(k, f) for k in ('network', 'lines') for f in ('svg', 'png', 'pdf')];"
        "print(*(hashlib.sha256(render(charts[k], f)).hexdigest() for k, f in pairs))"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    here = [
        hashlib.sha256(_rendered(kind, format)).hexdigest()
        for kind in ("network", "lines")
        for format in ("svg", "png", "pdf")
    ]
    assert out.split() == here


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_glyph_exists(kind: str, language: str) -> None:
    svg = _svg(kind, language)
    covered = _font().getBestCmap()
    texts = "".join("".join(element.itertext()) for element in ET.fromstring(svg).iter() if element.tag == f"{SVG}text")
    assert texts
    assert {character for character in texts if ord(character) not in covered} == set()


def test_text_is_text_in_the_named_font(kind: str) -> None:
    lines = sample.written(_svg(kind), _advance)
    assert {line.family for line in lines} == {font.FALLBACKS}
    assert any("来源" in line.text for line in lines)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_texts_overlap(kind: str, language: str) -> None:
    _assert_apart(_svg(kind, language))


@pytest.mark.parametrize(("size", "seed"), [(2, 1), (60, 2), (150, 4)])
def test_labels_of_large_networks_stay_apart(size: int, seed: int) -> None:
    _assert_apart(render(sample.network(size, seed=seed), "svg").decode())


def _assert_apart(svg: str) -> None:
    lines = sample.written(svg, _advance)
    width, height = (float(size) for size in re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    outside = [line.text for line in lines if line.left < -1 or line.right > width + 1 or line.bottom > height + 1]
    assert outside == []
    clashes = [(a.text, b.text) for n, a in enumerate(lines) for b in lines[n + 1 :] if a.overlaps(b)]
    assert clashes == []


def test_title_and_description_for_screen_readers(kind: str) -> None:
    root = ET.fromstring(_svg(kind))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "figure-title figure-desc"
    assert title is not None and title.text == sample.charts()[kind].frame.title
    assert description is not None and description.text and title.text in description.text


def test_permalink_is_a_link_and_readable() -> None:
    svg = _svg("ranking")
    assert 'xlink:href="http://127.0.0.1:8000/figures/ranking.csv?metric=%E5%9C%B0%E5%8C%BA&amp;period=2025"' in svg
    assert "metric=地区" in svg


def test_png_has_two_pixels_a_unit(kind: str) -> None:
    png = _rendered(kind, "png")
    width, height = struct.unpack(">II", png[16:24])
    root = ET.fromstring(_svg(kind))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert abs(width - 2 * float(root.get("width", 0))) <= 1
    assert abs(height - 2 * float(root.get("height", 0))) <= 1


def test_pdf_embeds_its_fonts_and_keeps_its_text(kind: str) -> None:
    pdf = _rendered(kind, "pdf")
    descriptors = re.findall(rb"/Type /FontDescriptor(.*?)endobj", pdf, re.DOTALL)
    assert descriptors
    assert all(b"NotoSansSC" in found and re.search(rb"/FontFile[23]?", found) for found in descriptors)
    assert b"/CreationDate" not in pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert sample.charts()[kind].frame.title in text


def test_hostile_text_is_escaped() -> None:
    bars = sample.charts()["ranking"]
    assert isinstance(bars, Ranking)
    hostile = '<script>alert(1)</script>&"'
    chart = Ranking(sample.frame(hostile, sources=(hostile,)), bars.bars)
    root = ET.fromstring(render(chart, "svg"))
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert hostile in "".join(root.itertext())


def test_rare_characters_become_the_geta_mark() -> None:
    assert font.covered("浙江😀省\u0378") == "浙江〓省〓"


def test_refused_chart_and_format() -> None:
    empty = Ranking(sample.frame("空"), ())
    with pytest.raises(ChartRefused, match="没有可画的数值"):
        render(empty, "svg")
    with pytest.raises(QueryError, match="no such format"):
        render(sample.charts()["ranking"], "gif")


def test_a_long_gap_is_left_open() -> None:
    points = tuple(Point(year, 5, "%", "growth") for year in ("2001", "2002", "2005", "2015", "2016"))
    svg = render(TimeSeries(sample.frame("增速"), (Line("海蓝省", points),)), "svg").decode()
    assert svg.count('stroke-dasharray="1,4"') == 1


def test_many_links_are_named_in_the_legend() -> None:
    many = render(sample.network(30), "svg").decode()
    assert many.count("开展</text>") == 1
    few = render(sample.network(6), "svg").decode()
    assert sum(few.count(f"{name}</text>") for name in ("开展", "发布", "授予")) > 3


def test_every_type_has_a_look_of_its_own() -> None:
    assert len(set(LOOKS.values())) == len(LOOKS)
