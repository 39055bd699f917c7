"""Metrics that recur in reports, with their names in Chinese and English: data/lexicons/metrics.csv.

Names that the lexicon lacks are normalised conservatively (quotation marks, 的, 全省) and get an id from what is left,
so that two documents share an id only where they use the same name or the lexicon says that two names are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.tables import rows
from model.identifiers import digest

_DROPPED = re.compile("[\\s“”\"'‘’《》（）()·,，、。；;：:*]|的")
_SCOPE = re.compile(
    "^(?:全省|全市|全国|我省|我市|我国|全区|全县|本市|本省|地方|全年|全社会(?=固定资产|消费品|研发|R&D))+"
)
_SAME = (("规模以上", "规上"), ("营业收入", "营收"), ("市场主体", "经营主体"))
_TAIL = re.compile("(?<=[一-鿿]{4})(?:数量|总数|个数|家数|户数)$")


@dataclass(frozen=True, slots=True)
class Metric:
    """`id` is the metric_id; `zh` and `en` the preferred names; `zh_names` and `en_names` all of them; `kind` what its
    values are ("money", "percent", "count", ...)."""

    id: str
    zh: str
    en: str
    zh_names: tuple[str, ...]
    en_names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Metrics:
    """Look-ups over all metrics of the lexicon; `Metrics.load()` is the shared instance."""

    by_id: Mapping[str, Metric]
    by_name: Mapping[str, Metric]
    by_english: Mapping[str, Metric]

    @staticmethod
    @cache
    def load() -> Metrics:
        found = [_metric(row) for row in rows("metrics.csv")]
        names = {normalised(name): metric for metric in reversed(found) for name in metric.zh_names}
        english = {name.lower(): metric for metric in reversed(found) for name in metric.en_names}
        return Metrics({metric.id: metric for metric in found}, names, english)

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.by_id.values())

    def named(self, name: str) -> Metric | None:
        """The metric of the lexicon that `name` (Chinese or English) stands for."""
        return self.by_name.get(normalised(name)) or self.by_english.get(name.strip().lower())

    def id_of(self, name: str) -> str:
        """The metric_id of any Chinese name: a slug of the lexicon such as "gdp", or "m-" and 12 hexadecimal digits."""
        metric = self.by_name.get(normalised(name))
        return metric.id if metric else "m-" + digest("metric", normalised(name), length=12)


def normalised(name: str) -> str:
    """The name without marks, 的, 全省 and a bare 数量 at its end; 规模以上 becomes 规上 and so on."""
    plain = _DROPPED.sub("", name)
    plain = _SCOPE.sub("", plain) or plain
    for long, short in _SAME:
        plain = plain.replace(long, short)
    return _TAIL.sub("", plain).lower() or plain


def _metric(row: Mapping[str, str]) -> Metric:
    zh = (row["zh"], *_names(row["zh_synonyms"]))
    en = (row["en"], *_names(row["en_synonyms"]))
    return Metric(row["id"], row["zh"], row["en"], zh, en, row["kind"])


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())
