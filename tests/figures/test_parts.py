from __future__ import annotations

import csv
import io
from itertools import combinations, pairwise

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import font, layout, table
from figures.numbers import Scale, number, scale
from figures.palette import RAMP, SERIES, lightness
from figures.periods import granularity, run
from figures.tables import to_csv
from figures.words import tile_grid, word

from . import conftest as sample


def test_colours_differ_in_grey() -> None:
    for palette in (SERIES, RAMP):
        shades = sorted(lightness(colour) for colour in palette)
        assert min(b - a for a, b in pairwise(shades)) >= 9


def test_font_reader_agrees_with_fonttools() -> None:
    peer = TTFont(font.directory() / font.FILE)
    cmap, hmtx = peer.getBestCmap(), peer["hmtx"]
    for code in (*range(0x20, 0x7F), *range(0x4E00, 0x9FA6, 97), 0x3007, 0xFF05, 0x2264):
        name = cmap.get(code)
        assert (font.load().glyph(chr(code)) > 0) == (name is not None)
        if name:
            assert font.load().advance(chr(code)) == hmtx[name][0] / 1000


@given(st.text("浙江省放心消费ab12 ，。（）", max_size=60), st.integers(40, 200))
@settings(max_examples=60, deadline=None)
def test_wrapping_keeps_every_character_and_the_limit(text: str, limit: int) -> None:
    rows = font.wrap(text, 13, limit)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(font.width(row, 13) <= limit or len(row) <= 40 for row in rows)


def test_cut_lines_end_in_an_ellipsis() -> None:
    rows = font.balanced("放心消费在浙江行动质量强省品牌建设", 13, 60, lines=2)
    assert len(rows) == 2
    assert rows[-1].endswith("…")
    assert all(font.width(row, 13) <= 60 for row in rows)


def test_balanced_lines_leave_no_orphan() -> None:
    assert font.balanced("浙江省发展和改革委员会", 13, 132, lines=3) == ["浙江省发展和", "改革委员会"]


@pytest.mark.parametrize(
    ("value", "language", "unit", "shown"),
    [
        (2.3e12, "zh", "元", "2.3 万亿元"),
        (9.0e9, "zh", "元", "90 亿元"),
        (9.0e9, "en", "元", "9 billion yuan"),
        (10340400, "zh", "户", "1,034.04 万户"),
        (83.53, "zh", "%", "83.53 %"),
        (0, "zh", "起", "0 起"),
        (120000, "en", "人", "120,000 people"),
        (1520, "en", "家", "1,520 "),
        (3, "en", "某单位", "3 某单位"),
    ],
)
def test_magnitudes(value: float, language: str, unit: str, shown: str) -> None:
    axis = scale([value], unit, language=language)
    assert f"{number(axis.apply(value))} {axis.unit}" == shown


def test_hedges_are_signs() -> None:
    axis = Scale(1, "", places=1)
    assert [axis.write(50, sign) for sign in ("=", ">", ">=", "<", "<=", "~")] == [
        *("50.0", ">50", "≥50", "<50", "≤50", "≈50"),
    ]
    assert number(-0.5) == "-0.5"
    assert number(0.1234) == "0.1234"


def test_percentages_share_their_decimals() -> None:
    assert [scale([5, 5.5], "%", language="zh").write(value) for value in (5, 5.5, -3)] == ["5.0", "5.5", "-3.0"]
    assert scale([5, 10], "%", language="zh").write(5) == "5"
    assert scale([5, 83.53], "%", language="zh").write(5) == "5"
    assert scale([5e12, 6.5e12], "元", language="zh").write(5e12) == "5"


def test_periods() -> None:
    assert run(["2023Q3", "2024Q1"]) == ["2023Q3", "2023Q4", "2024Q1"]
    assert run(["2023-11", "2024-02"]) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert run(["2021", "2018"]) == ["2018", "2019", "2020", "2021"]
    assert [granularity(p) for p in ("2023", "2023H1", "2021/2025", "?")] == ["year", "half", "span", ""]


@given(
    st.lists(st.tuples(st.integers(30, 160), st.integers(30, 80)), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
@settings(max_examples=25, deadline=None)
def test_boxes_never_overlap(boxes: list[tuple[float, float]], chance: object) -> None:
    edges = [(chance.randrange(n), n) for n in range(1, len(boxes)) if chance.random() < 0.8]  # type: ignore[attr-defined]
    centres = layout.around(boxes, edges, focus=0)
    sizes = np.asarray(boxes, dtype=float)
    assert np.allclose((centres - sizes / 2).min(axis=0), 0)
    for a, b in combinations(range(len(boxes)), 2):
        apart = np.abs(centres[a] - centres[b]) >= (sizes[a] + sizes[b]) / 2 - 1e-5
        assert apart.any()


def test_fewer_crossings_in_two_columns() -> None:
    left, right = layout.sides([0, 1, 2], [3, 4, 5], [(0, 5), (1, 4), (2, 3)])
    order = {node: n for n, node in enumerate(right)}
    assert [order[5 - node] for node in left] == sorted(order[5 - node] for node in left)


def test_every_chart_has_its_table(kind: str) -> None:
    columns, rows = table(sample.charts()[kind])
    assert rows
    assert all(len(row) == len(columns) for row in rows)
    if "value" in columns:
        assert all(row[columns.index("unit")] and row[columns.index("period")] for row in rows)
    parsed = list(csv.reader(io.StringIO(to_csv(sample.charts()[kind]).removeprefix("\ufeff"))))
    assert parsed == [list(columns), *map(list, rows)]


def test_tiles_do_not_share_a_cell() -> None:
    cells = tile_grid("zh").values()
    assert len({(cell.row, cell.column) for cell in cells}) == len(cells) == 34


def test_unknown_words_show_themselves() -> None:
    assert word("type_Spaceship", "zh") == "Spaceship"
