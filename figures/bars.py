"""Ranking, and target against outcome."""

from __future__ import annotations

from typing import Any

from figures import font
from figures.charts import Pair, Ranking, Targets
from figures.drawing import TEXT, Drawing, Spec, specification, values
from figures.numbers import Scale, scale
from figures.palette import BAR, INK, MUTED, STRONG
from figures.words import word

_LABEL_ROOM = 210
_STEP = 26
_TARGET_STEP = 34


def ranking(chart: Ranking) -> Drawing:
    language = chart.frame.language
    axis = scale((bar.value for bar in chart.bars), chart.bars[0].unit, language=language)
    rows = [
        {
            "n": n,
            "name": _name(bar.label),
            "v": axis.apply(bar.value),
            "text": axis.write(bar.value, bar.comparator),
            "strong": bar.highlighted,
        }
        for n, bar in enumerate(chart.bars)
    ]
    width, domain = _geometry(rows, chart.frame.width)
    items = word("list", language).join(
        f"{bar.label} {row['text']}{axis.unit}" for bar, row in zip(chart.bars, rows, strict=True)
    )
    return Drawing(
        spec=specification(
            data=values(rows),
            width=width,
            height={"step": _step(rows, _STEP)},
            encoding={"y": _slots(len(rows))},
            layer=[*_names(rows), _bar_mark(domain), *_value_labels(domain)],
        ),
        unit=axis.unit,
        alt=word("alt_ranking", language, title=chart.frame.title, items=items),
    )


def _geometry(rows: list[dict[str, Any]], room: float) -> tuple[float, list[float]]:
    """Width of the plot and ends of its value axis, so that names, bars and value labels never touch."""
    names = max(font.width(line, TEXT) for row in rows for line in row["name"]) + 12
    numbers = [row[key] for row in rows for key in ("v", "end") if row.get(key) is not None]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    before = max(
        (font.width(row["text"], TEXT) + 10 for row in rows if (row["v"] or 0) < 0 and "end" not in row), default=0.0
    )
    after = max(font.width(row["text"], TEXT) + 10 for row in rows)
    width = max(room - names, min(200.0, room / 3) + before + after)
    unit = ((high - low) or 1.0) / (width - before - after)
    return round(width), [low - before * unit, high + after * unit]


def _step(rows: list[dict[str, Any]], least: int) -> int:
    return least + (TEXT + 2) * (max(len(row["name"]) for row in rows) - 1)


def _name(label: str) -> list[str]:
    return font.balanced(font.covered(label), TEXT, _LABEL_ROOM, lines=2)


def _slots(count: int) -> Spec:
    return {
        "field": "n",
        "type": "ordinal",
        "sort": None,
        "title": None,
        "axis": None,
        "scale": {"domain": list(range(count)), "paddingInner": 0.3, "paddingOuter": 0.15},
    }


def _names(rows: list[dict[str, Any]]) -> list[Spec]:
    """Left of the plot, centred on their bars whether of one line or two."""
    layers: list[Spec] = []
    for count in sorted({len(row["name"]) for row in rows}):
        mark = {
            "type": "text",
            "align": "right",
            "baseline": "middle",
            "lineHeight": TEXT + 2,
            "dy": -(count - 1) * (TEXT + 2) / 2,
        }
        shown = [{"n": row["n"], "name": row["name"]} for row in rows if len(row["name"]) == count]
        layers.append(
            {"data": values(shown), "mark": mark, "encoding": {"x": {"value": -8}, "text": {"field": "name"}}}
        )
    return layers


def _bar_mark(domain: list[float]) -> Spec:
    colour = {"condition": {"test": "datum.strong", "value": STRONG}, "value": BAR}
    return {"mark": {"type": "bar"}, "encoding": {"x": _x(domain), "color": colour}}


def _x(domain: list[float], field: str = "v") -> Spec:
    scale_ = {"domain": domain, "zero": True, "nice": False}
    return {"field": field, "type": "quantitative", "title": None, "axis": None, "scale": scale_}


def _value_labels(domain: list[float]) -> list[Spec]:
    layers: list[Spec] = []
    for test, align, dx in (("datum.v >= 0", "left", 5), ("datum.v < 0", "right", -5)):
        mark = {"type": "text", "align": align, "dx": dx, "baseline": "middle"}
        layers.append(
            {"transform": [{"filter": test}], "mark": mark, "encoding": {"x": _x(domain), "text": {"field": "text"}}}
        )
    return layers


def targets(chart: Targets) -> Drawing:
    """A bar for the outcome, a thick tick for the target, the verdict in words beside them."""
    language = chart.frame.language
    numbers = [v for pair in chart.pairs for v in (pair.target, pair.outcome) if v is not None]
    axis = scale(numbers, chart.pairs[0].unit, language=language)
    rows = [_target_row(n, pair, axis, language) for n, pair in enumerate(chart.pairs)]
    width, domain = _geometry(rows, chart.frame.width)
    items = word("list", language).join(
        f"{pair.label} {row['text']}" for pair, row in zip(chart.pairs, rows, strict=True)
    )
    return Drawing(
        spec=specification(
            data=values(rows),
            width=width,
            height={"step": _step(rows, _TARGET_STEP)},
            encoding={"y": _slots(len(rows))},
            layer=[*_names(rows), _outcome_mark(domain), _target_mark(domain), _target_label(domain)],
        ),
        unit=axis.unit,
        alt=word("alt_targets", language, title=chart.frame.title, items=items),
        notes=(word("targets_note", language),),
    )


def _target_row(n: int, pair: Pair, axis: Scale, language: str) -> dict[str, Any]:
    target = axis.apply(pair.target)
    outcome = None if pair.outcome is None else axis.apply(pair.outcome)
    return {
        "n": n,
        "name": _name(pair.label),
        "v": outcome,
        "target": target,
        "verdict": pair.verdict,
        "end": max(target, outcome or 0, 0),
        "text": _compared(pair, axis, language),
    }


def _compared(pair: Pair, axis: Scale, language: str) -> str:
    target = axis.write(pair.target, pair.target_comparator)
    if pair.outcome is None:
        return word("target_text_open", language, target=target)
    outcome = axis.write(pair.outcome, pair.outcome_comparator)
    verdict = word("near" if pair.near else pair.verdict, language)
    return word("target_text", language, outcome=outcome, target=target, verdict=verdict)


def _outcome_mark(domain: list[float]) -> Spec:
    colour = {
        "condition": [
            {"test": "datum.verdict == 'met'", "value": BAR},
            {"test": "datum.verdict == 'missed'", "value": STRONG},
        ],
        "value": "#b9b9b9",
    }
    return {"mark": {"type": "bar"}, "encoding": {"x": _x(domain), "color": colour}}


def _target_mark(domain: list[float]) -> Spec:
    return {
        "mark": {"type": "tick", "thickness": 3, "size": 26, "color": INK, "opacity": 1},
        "encoding": {"x": _x(domain, "target")},
    }


def _target_label(domain: list[float]) -> Spec:
    mark = {"type": "text", "align": "left", "dx": 8, "baseline": "middle", "fill": MUTED}
    return {"mark": mark, "encoding": {"x": _x(domain, "end"), "text": {"field": "text"}}}
