from __future__ import annotations

from extraction.abbreviations import abbreviations
from extraction.names import canonical, key
from extraction.unifying import fullest_names
from model.statement import EntityType

INITIATIVE = EntityType.INITIATIVE


def test_short_form_of_the_same_quotation() -> None:
    written = [(INITIATIVE, "铁拳行动", "“铁拳”行动"), (INITIATIVE, "民生领域“铁拳”行动", "民生领域“铁拳”行动")]
    assert fullest_names(written) == {(INITIATIVE, "铁拳行动"): "民生领域“铁拳”行动"}


def test_other_heads_and_much_longer_names_stay_apart() -> None:
    written = [
        (INITIATIVE, "双百行动", "“双百”行动"),
        (INITIATIVE, "双百工程", "“双百”工程"),
        (INITIATIVE, "基层治理和队伍建设的“双百”行动", "基层治理和队伍建设的“双百”行动"),
    ]
    assert fullest_names(written) == {}


def test_abbreviations_that_a_text_defines() -> None:
    text = "省局与香港特别行政区竞争事务委员会（以下简称香港竞委会）签署《公平竞争备忘录》（以下简称《备忘录》）。"
    assert abbreviations([text]) == {"香港竞委会": "香港特别行政区竞争事务委员会", "备忘录": "公平竞争备忘录"}


def test_canonical_names() -> None:
    assert canonical("“放心消费在浙江”行动") == "放心消费在浙江行动"
    assert canonical("《若干措施》") == "若干措施"
    assert canonical("数字经济“一号工程”") == "数字经济“一号工程”"
    assert canonical("“浙里知享”品牌") == "浙里知享"
    assert key("“放心消费”行动") == key("放心消费行动")


def test_a_quotation_that_is_the_end_of_one_longer_quotation() -> None:
    written = [
        (INITIATIVE, "商标品牌服务月活动", "“商标品牌服务月”活动"),
        (INITIATIVE, "服务月活动", "“服务月”活动"),
        (INITIATIVE, "铁拳行动", "“铁拳”行动"),
    ]
    assert fullest_names(written) == {(INITIATIVE, "服务月活动"): "商标品牌服务月活动"}
