"""Sentences, headings, furniture, titles, dates and tables of text and Markdown."""

from __future__ import annotations

import pytest

from corpus.sentences import sentence_spans
from model.document import Document, PassageKind
from tests.corpus.conftest import Reads

REPORT = """---
title: 2026年某省政府工作报告
source: https://example.org/2026
---
**政府工作报告**
2026年1月14日在某省第十四届人民代表大会第四次会议上
某省省长 王某
各位代表：
现在，我代表省人民政府向大会作政府工作报告，请予审议，并请省政协委员提出意见。
**
一、2025年主要工作**
全省生产总值增长5.5%。城镇新增就业112万人。
**（一）强化创新驱动，成效明显。**提升质效。新增企业6000家。
**稳就业。**新增岗位3万个。
基金设立。
**二、2026年工作安排**
今年目标：生产总值增长5%以上；新增就业100万人。**一是**扩大内需。
——提振消费。
"""


def path(document: Document, text: str) -> tuple[str, ...]:
    return next(passage.headings for passage in document.passages if passage.text == text)


def headings(document: Document) -> list[str]:
    return [passage.text for passage in document.passages if passage.kind == PassageKind.HEADING]


def test_a_report_in_markdown(reads: Reads) -> None:
    document = reads(REPORT, "2026.md")
    assert document.text == REPORT
    assert (document.title, document.issued) == ("2026年某省政府工作报告", "2026-01-14")
    assert document.metadata == {"title": "2026年某省政府工作报告", "source": "https://example.org/2026"}
    assert headings(document) == [
        "政府工作报告", "一、2025年主要工作", "（一）强化创新驱动，成效明显。", "稳就业。", "二、2026年工作安排"
    ]
    first, second = "一、2025年主要工作", "二、2026年工作安排"
    assert path(document, "全省生产总值增长5.5%。") == (first,)
    assert path(document, "新增企业6000家。") == (first, "（一）强化创新驱动，成效明显。")
    assert path(document, "新增岗位3万个。") == (first, "（一）强化创新驱动，成效明显。", "稳就业。")
    assert path(document, "基金设立。") == (first, "（一）强化创新驱动，成效明显。")
    assert path(document, "——提振消费。") == (second,)
    assert path(document, "一是扩大内需。") == (second,)


def test_a_heading_that_states_a_figure_is_a_sentence_that_heads(reads: Reads) -> None:
    page = "# 某市报告\n\n一、2024年回顾\n\n**研发投入强度达到3.2%。**新增企业860家。\n\n"
    long = "——我们坚决贯彻重大决策部署，深入实施稳进提质攻坚行动，奋力实现经济运行企稳向好。"
    document = reads(f"{page}**实施“8+4”政策。**成效明显。\n\n**{long}**始终把稳增长放在突出位置。\n", "a.md")
    assert path(document, "始终把稳增长放在突出位置。") == ("一、2024年回顾", long)
    assert headings(document) == ["某市报告", "一、2024年回顾", "实施“8+4”政策。"]
    assert path(document, "新增企业860家。") == ("一、2024年回顾", "研发投入强度达到3.2%。")


def test_bold_says_nothing_where_all_is_bold(reads: Reads) -> None:
    page = "".join(f"**第{number}段讲全市经济稳定增长。**\n\n" for number in "甲乙丙丁戊己庚辛壬癸子丑")
    assert headings(reads(page, "a.md")) == []


def test_a_bold_heading_may_leave_its_full_stop_out(reads: Reads) -> None:
    page = "一、回顾\n\n**社会事业全面发展**。新建学校20所，改造小区80个，城市面貌焕然一新。\n"
    assert headings(reads(page, "a.md")) == ["一、回顾", "社会事业全面发展。"]


def test_sentences_of_a_paragraph_share_its_number(reads: Reads) -> None:
    document = reads("标题\n\n第一句话说的是经济增长的情况。第二句话说的是就业的情况。\n\n第三句话另起一段。\n")
    assert [passage.paragraph for passage in document.passages] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5%。就业稳定！民生呢？", ["增长5%。", "就业稳定！", "民生呢？"]),
        ("他说：“增长5%。”会议结束。", ["他说：“增长5%。”", "会议结束。"]),
        ("增长5%；就业稳定；物价平稳。", ["增长5%；就业稳定；物价平稳。"]),
        ("流程“上网”……2023年，任务完成。", ["流程“上网”……2023年，任务完成。"]),
        ("建设基地（含中心。另有3个站点）16个。完成。", ["建设基地（含中心。另有3个站点）16个。", "完成。"]),
        ("自然增长率控制在6.04％。以内。物价平稳。", ["自然增长率控制在6.04％。以内。", "物价平稳。"]),
        ("经历“4？20”地震考验。重建完成。", ["经历“4？20”地震考验。", "重建完成。"]),
        ("增长5.0%。其中，工业增长6%。", ["增长5.0%。", "其中，工业增长6%。"]),
        ("增长5.5%。今年目标更高。", ["增长5.5%。", "今年目标更高。"]),
        ("GDP grew 5.5%. It will grow by 5.2 percent. Done", ["GDP grew 5.5%. It will grow by 5.2 percent.", "Done"]),
    ],
)
def test_sentence_ends(text: str, expected: list[str]) -> None:
    assert [text[span.start:span.end] for span in sentence_spans(text)] == expected


def test_a_sentence_that_is_a_list_in_all_but_name_is_cut_at_semicolons() -> None:
    clause = "完成重大项目投资一百二十亿元并建成投用一批骨干工程；"
    assert len(sentence_spans(clause * 10)) == 1
    assert len(sentence_spans(clause * 40)) == 40


def test_a_newspaper_title_is_the_heading_and_a_box_of_figures_keeps_its_lines(reads: Reads) -> None:
    article = "某地工作纪实\n\n记者 张某\n\n全市坚持高质量发展，各项工作取得新的进展，群众满意度提高。\n\n"
    document = reads(article + "数读\n\n新增就业12万人\n\n新建学校30所\n\n改造小区80个\n")
    assert headings(document) == ["某地工作纪实", "数读"]
    assert path(document, "新建学校30所") == ("数读",)


def test_page_furniture_is_left_out_and_what_it_states_is_kept(reads: Reads) -> None:
    page = (
        "首页 > 政务公开 > 新闻\n某市发布新标准\n来源：某市日报 发布时间：2024-05-06 10:20 浏览次数：88\n"
        "【字体：大 中 小】 打印\n\n近日，某市市场监管局发布地方标准12项。标准将于6月1日起实施，覆盖三个行业。\n\n"
        "责任编辑：张某\n上一篇：没有了\n扫一扫在手机打开当前页\n"
    )
    document = reads(page)
    assert [passage.text for passage in document.passages] == [
        "某市发布新标准", "近日，某市市场监管局发布地方标准12项。", "标准将于6月1日起实施，覆盖三个行业。"
    ]
    assert document.metadata == {"publisher": "某市日报", "date": "2024-05-06"}
    assert document.issued == "2024-05-06"
    assert document.text == page


def test_a_copied_article_of_one_line(reads: Reads) -> None:
    page = "原标题：某市发布新标准某市发布新标准近日，某市发布标准12项。现场。资料图片据介绍，覆盖三个行业。"
    document = reads(f"{page}返回搜狐，查看更多责任编辑：", "2023-07-19-3.txt")
    texts = [passage.text for passage in document.passages]
    assert texts == ["近日，某市发布标准12项。", "现场。", "据介绍，覆盖三个行业。"]
    assert (document.title, document.issued) == ("某市发布新标准", "2023-07-19")


@pytest.mark.parametrize(
    ("page", "name", "title"),
    [
        ("# 年度报告\n\n正文在此，说明全年的各项工作。\n", "a.md", "年度报告"),
        ("---\ntitle: 年度报告 年度报告\n---\n正文。\n", "a.md", "年度报告"),
        ("年度报告\n\n正文在此，说明全年的各项工作。\n", "a.txt", "年度报告"),
        (
            "某报讯（记者张三）近日，某市市场监管局联合市教育局启动“阳光食堂”行动，对全市六百余家学校食堂开展检查。\n",
            "a.txt",
            "近日，某市市场监管局联合市教育局启动“阳光食堂”行动…",
        ),
        ("| 指标 | 数值 |\n| --- | --- |\n| 纱 | 3 |\n", "production.md", "production"),
    ],
)
def test_titles(reads: Reads, page: str, name: str, title: str) -> None:
    assert reads(page, name).title == title


@pytest.mark.parametrize(
    ("page", "name", "issued"),
    [
        ("---\ndate: 2024/3/5\n---\n正文。\n", "2020.md", "2024-03-05"),
        ("工作报告\n（2024年1月23日在某市第一次会议上）\n正文。\n", "x.txt", "2024-01-23"),
        ("工作报告\n二〇二六年一月\n正文。\n", "x.txt", "2026-01"),
        ("公报\n某市统计局\n2024年2月29日\n2023年全市增长5%。\n", "x.txt", "2024-02-29"),
        ("---\ntitle: 2025年政府工作报告\n---\n正文。\n", "x.md", "2025"),
        ("正文。\n", "2026.md", "2026"),
        ("正文。\n", "2023-07-19-1.txt", "2023-07-19"),
        ("2023年7月19日，省政府召开会议。\n", "x.txt", None),
        ("---\ndate: 2024-02-30\n---\n正文。\n", "x.md", None),
    ],
)
def test_issued(reads: Reads, page: str, name: str, issued: str | None) -> None:
    assert reads(page, name).issued == issued


BULLETIN = """# 2024年某市统计公报

## 一、综合

表1 2024年年末人口 单位：万人

| 指标 | 年末数 | 比重（%） |
| :-- | --: | --- |
| 常住人口[1] | 975.2 | 100.0 |
| <br>其中：**城镇** | <br>781.1 | 80.1 |
| | | |

全市人口稳定增长。
"""


def test_a_pipe_table(reads: Reads) -> None:
    document = reads(BULLETIN, "2024.md")
    [table] = document.tables
    assert table.caption == "表1 2024年年末人口 单位：万人"
    assert [cell.text for cell in table.header] == ["指标", "年末数", "比重（%）"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["常住人口[1]", "975.2", "100.0"], ["其中：城镇", "781.1", "80.1"]
    ]
    rows = [passage for passage in document.passages if passage.kind == PassageKind.TABLE_ROW]
    assert [row.id for row in rows] == list(table.row_passages)
    assert rows[0].text == "| 常住人口[1] | 975.2 | 100.0 |"
    assert rows[0].headings == ("一、综合", table.caption)
    assert table.headings == ("一、综合",)
    assert path(document, "全市人口稳定增长。") == ("一、综合",)
    assert document.text[table.rows[0][1].start:table.rows[0][1].end] == "975.2"


def test_a_title_in_the_first_row_is_the_caption(reads: Reads) -> None:
    title = "| **表3 产量** | | |\n| --- | --- | --- |\n"
    [table] = reads(f"公报\n\n{title}| 产品 | 单位 | 产量 |\n| 纱 | 万吨 | 3.5 |\n| 布 | 亿米 | 8.9 |\n").tables
    assert (table.caption, [cell.text for cell in table.header]) == ("表3 产量", ["产品", "单位", "产量"])


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("- ", "\n"), ("", "\n\n")])
def test_a_table_without_rules(reads: Reads, mark: str, end: str) -> None:
    head = ["**表2 价格涨跌幅度**", "单位：%", "指 标 全 国", "城 市 农 村"]
    body = ["居民消费价格 1.4 1.5 1.3", "居 住[2] 0.7 1.0 -0.3", "其中：食 品 2.3 2.3 2.4"]
    paragraph = "全年价格总水平保持稳定，食品价格小幅上涨，服务价格平稳运行。"
    document = reads(f"公报\n\n{paragraph}\n\n" + "".join(f"{mark}{line}{end}" for line in head + body))
    [table] = document.tables
    assert table.caption == "表2 价格涨跌幅度 单位：%"
    assert [cell.text for cell in table.header] == ["指 标", "全 国", "城 市", "农 村"]
    assert [[cell.text for cell in row] for row in table.rows][1] == ["居 住[2]", "0.7", "1.0", "-0.3"]
    assert document.text[table.rows[1][3].start:table.rows[1][3].end] == "-0.3"
