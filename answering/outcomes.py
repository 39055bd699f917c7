"""Whether targets were met, in words; the rule itself is `lexicon.verdicts`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answering.answer import Row
from answering.facts import Fact
from answering.numbers import amount
from answering.wording import phrase
from lexicon.amounts import in_unit
from lexicon.metrics import Metrics
from lexicon.verdicts import Judgement, Verdict, judge
from model.statement import Status


def judged(target: Fact, result: Fact) -> Judgement:
    """Both state the same metric; each has a value."""
    known = Metrics.load().by_id.get(target.metric.removeprefix("metric/"))
    return judge(target, result, known.zh if known else target.name)


def met_text(rows: Sequence[Row], language: str) -> list[str]:
    """Whether the target was met, and how far off the result is where that cannot be said; of several, how many."""
    pairs: dict[tuple[object, ...], dict[str, Row]] = {}
    for row in rows:
        pairs.setdefault((row.metric, row.measure, row.place, row.period), {}).setdefault(row.status or "", row)
    found = [each for pair in pairs.values() if (each := _judged(pair)) is not None]
    if len(found) > 1:
        verdicts = [judgement.verdict for _, _, judgement in found]
        counts = {verdict.value: str(verdicts.count(verdict)) for verdict in Verdict}
        return [phrase("met_open" if Verdict.UNKNOWN in verdicts else "met_many", language, **counts)]
    return [_said(*each, language) for each in found]


def _judged(pair: Mapping[str, Row]) -> tuple[Row, Row, Judgement] | None:
    target, result = pair.get(Status.TARGET.value), pair.get(Status.ACHIEVED.value)
    if target is None or result is None or target.value is None or result.value is None:
        return None
    return target, result, judge(target, result, target.metric.label if target.metric else "")


def _said(target: Row, result: Row, judgement: Judgement, language: str) -> str:
    if judgement.verdict is not Verdict.UNKNOWN:
        return phrase(judgement.verdict.value, language)
    reached = in_unit(result, target.unit)
    if reached is None or reached.value is None or judgement.reason not in ("about", "anchor"):
        return phrase("undecided", language)
    gap = round(reached.value - (target.value or 0.0), 10)
    unit = "百分点" if target.unit == "%" else target.unit
    return phrase(
        f"verdict_{judgement.reason}",
        language,
        side=phrase("below" if gap < 0 else "above", language),
        gap=amount(abs(gap), f"个{unit}" if unit == "百分点" and language == "zh" else unit, language),
    )
