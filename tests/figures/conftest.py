"""One chart of every kind, with the things that go wrong: long names, hedges, gaps, negative values, many nodes."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest

from figures import (
    Bar,
    Chart,
    Edge,
    Frame,
    Line,
    Network,
    Node,
    Pair,
    Point,
    Ranking,
    SmallMultiples,
    Targets,
    Tile,
    TileMap,
    TimeSeries,
)
from figures.words import tile_grid

SVG = "{http://www.w3.org/2000/svg}"
PLACES = ("海蓝省", "青岭自治区", "云溪市", "中国（海蓝）自由贸易试验区东港片区管理委员会", "北原省", "南屏省")
_SYLLABLES = "放心消费质量强省品牌建设网络市场监管服务示范区数字改革营商环境"


def frame(title: str, language: str = "zh", **more: object) -> Frame:
    given: dict[str, object] = {
        "permalink": "http://127.0.0.1:8000/figures/ranking.csv?metric=%E5%9C%B0%E5%8C%BA&period=2025",
        "sources": ("2026年海蓝省政府工作报告（2026-01-20）", "2026年青岭自治区政府工作报告", "甲", "乙"),
        "period": "2025年",
        "language": language,
        **more,
    }
    return Frame(title, **given)  # type: ignore[arg-type]


def network(size: int, *, layout: str = "ego", seed: int = 1, language: str = "zh") -> Network:
    """A tree with some extra edges; labels of 2 to 24 characters."""
    chance = random.Random(seed)
    kinds = ("Agency", "Initiative", "Policy", "Event", "Place", "Designation")
    nodes = [Node("n0", "海蓝省市场监督管理局", "Agency", focus=True)]
    nodes += [
        Node(f"n{n}", "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 24))), chance.choice(kinds))
        for n in range(1, size)
    ]
    edges = [
        Edge(
            "n0" if n < 4 or chance.random() < 0.6 else f"n{chance.randrange(1, n)}",
            f"n{n}",
            chance.choice(("开展", "发布", "授予")),
        )
        for n in range(1, size)
    ]
    return Network(frame("海蓝省市场监督管理局的关系网络", language), tuple(nodes), tuple(edges), layout)


def _years(place: int) -> tuple[Point, ...]:
    return tuple(
        Point(
            str(year),
            4 + (year * (37 + place)) % 11 / 3,
            "%",
            "growth",
            segment=int(year > 2019),
            disputed=year == 2018,
        )
        for year in range(2008, 2025)
        if year not in (2012, 2013)
    )


def charts(language: str = "zh") -> dict[str, Chart]:
    lines = tuple(Line(name, _years(n)) for n, name in enumerate(PLACES[:5]))
    hedges = ("=", ">", "~", ">=", "<", "<=")
    verdicts = ("missed", "met", "met", "unknown", "missed", "met")
    return {
        "ranking": Ranking(
            frame("2025年各地地区生产总值增速", language),
            tuple(
                Bar(name, 6 - 1.3 * n, "%", "growth", "2025", hedges[n], highlighted=n == 2)
                for n, name in enumerate(PLACES)
            ),
        ),
        "levels": Ranking(
            frame("2025年各地地区生产总值", language),
            tuple(Bar(name, 9.4e12 - 1.51e12 * n, "元", "level", "2025") for n, name in enumerate(PLACES)),
        ),
        "series": TimeSeries(frame("海蓝省增速", language), lines[:1]),
        "lines": TimeSeries(frame("各地增速", language), lines),
        "multiples": SmallMultiples(frame("各地增速", language), lines),
        "targets": Targets(
            frame("目标与完成情况", language),
            tuple(
                Pair(name, 5.5, None if n == 3 else 5 + 0.3 * n, "%", "growth", "2025", "~", "=", verdicts[n])
                for n, name in enumerate(PLACES)
            ),
        ),
        "tiles": TileMap(
            frame("各省增速", language),
            tuple(
                Tile(code, 3 + n * 37 % 29 / 7, "%", "growth", "2025")
                for n, code in enumerate(tile_grid("zh"))
                if n % 6
            ),
        ),
        "network": network(30, language=language),
        "bipartite": _bipartite(language),
        "path": network(6, layout="path", language=language),
    }


def _bipartite(language: str) -> Network:
    tree = network(24, seed=3, language=language)
    agencies = tuple(Node(f"a{n}", name, "Agency") for n, name in enumerate(PLACES[:4]))
    edges = tuple(Edge(f"a{n % 4}", node.id, "开展" if n % 3 else "联合") for n, node in enumerate(tree.nodes))
    return Network(tree.frame, agencies + tree.nodes, edges, "bipartite")


@pytest.fixture(scope="session", params=sorted(charts()))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text in an SVG, the box its glyphs fill, and its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    family: str

    def overlaps(self, other: Written) -> bool:
        slack = 0.75
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


_SHIFT = re.compile(r"translate\(([-\d.e]+)[, ]\s*([-\d.e]+)\)")


def written(svg: str, advance: object) -> list[Written]:
    """Every line of text of the figure, each once: halos behind labels repeat them at the same place."""
    found: dict[tuple[str, float, float], Written] = {}

    def walk(element: ET.Element, x: float, y: float) -> None:
        shift = _SHIFT.search(element.get("transform", ""))
        if shift:
            x, y = x + float(shift[1]), y + float(shift[2])
        if element.tag == f"{SVG}text":
            for line in _lines(element, x, y, advance):
                found.setdefault((line.text, round(line.left), round(line.top)), line)
        for child in element:
            walk(child, x, y)

    walk(ET.fromstring(svg), 0.0, 0.0)
    return list(found.values())


def _lines(element: ET.Element, x: float, y: float, advance: object) -> list[Written]:
    size = float((element.get("font-size") or "0").removesuffix("px"))
    x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    rows = [(element.text or "", 0.0)] if element.text else []
    down = 0.0
    for span in element.findall(f"{SVG}tspan"):
        down += float(span.get("dy", 0))
        rows.append((span.text or "", down))
    lines = []
    for text, dy in rows:
        width = sum(advance(character) for character in text) * size  # type: ignore[operator]
        left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", "start"), 0.0)
        top = y + dy - 0.80 * size
        lines.append(Written(text, left, top, left + width, top + 0.9 * size, element.get("font-family") or ""))
    return [line for line in lines if line.text.strip()]
