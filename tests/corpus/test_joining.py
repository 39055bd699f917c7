"""Sentences that print layout cut are one passage; what only looks cut stays apart. All pages are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import parse, read
from model.document import Document, PassageKind
from tests.corpus.conftest import Reads

FILLER = "全省市场监管系统坚持服务发展、守护民生，各项创新工作稳步推进，监管执法更加规范。\n\n"


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("全年检测食品12万批次。2024年，省市", "场监管局开展专项行动，立案310件。"),
        ("制度更加健全。全市建成“阳", "光厨房”860家，覆盖率95%。"),
        ("改革不断深入。推出数字证照等12项创", "新举措，惠及企业3万户。"),
        ("“改”出新活力，“放”出高效", "率。2024年，全市新登记企业8.2万户。"),
        ("执法力度加大。查处侵犯奥运标志多起侵权违", "法行为。"),
        ("服务持续优化。全年培育放心消费单位2万家，", "挽回经济损失1.2亿元。"),
        ("全年完成投资（含", "专项债券）320亿元。"),
    ],
)
def test_a_sentence_cut_by_a_break_is_one_passage(reads: Reads, left: str, right: str) -> None:
    document = reads(f"标题在上\n\n{FILLER}{left}\n\n{right}\n\n{FILLER}")
    cut = left.rpartition("。")[2] + right.partition("。")[0] + "。"
    assert cut in texts(document)


@pytest.mark.parametrize(
    "caption",
    [
        "图为执法人员在商场检查。",
        "某区市场监管所工作人员在农贸市场校准电子秤。",
        "执法人员检查电梯。 张某某 摄",
        "某市志愿者走进社区宣讲食品安全。图为宣讲现场。",
        "守牢安全底线 民生答卷有温度",
        "△某县茶园一角",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n"])
def test_a_caption_between_the_halves_is_a_passage_of_its_own(reads: Reads, caption: str, gap: str) -> None:
    halves = ("全省深化改革。推出信用监管等18项创", "新举措，建设16个示范基地。")
    document = reads(f"标题在上\n\n{FILLER}{halves[0]}{gap}{caption}\n\n{halves[1]}\n\n{FILLER}")
    assert "推出信用监管等18项创新举措，建设16个示范基地。" in texts(document)
    assert "".join(text for text in texts(document) if text in caption).replace(" ", "") == caption.replace(" ", "")


def test_a_caption_without_telling_words_is_known_by_its_scene(reads: Reads) -> None:
    halves = ("全省深化改革。出台惠民", "便企政策28条，为企业减负5亿元。")
    document = reads(f"标题在上\n\n{FILLER}{halves[0]}\n\n某市市场监管局执法人员在加油站检查加油机。\n\n{halves[1]}\n")
    assert "出台惠民便企政策28条，为企业减负5亿元。" in texts(document)


def test_an_article_that_turns_to_another_page(reads: Reads) -> None:
    page = f"标题在上\n\n{FILLER}改革深化。推出监管等18项创（下转第三版）\n\n（上接第一版）新举措，建设16个基地。\n"
    assert "推出监管等18项创新举措，建设16个基地。" in texts(reads(page))


def test_quotes_in_a_rejoined_sentence_point_into_the_original(reads: Reads) -> None:
    page = f"标题在上\n\n{FILLER}改革深化。推出信用监管等18项创\n\n\n\n图为现场。\n\n新举措，建设16个示范基地。\n"
    document = reads(page)
    passage = next(passage for passage in document.passages if "18项创新举措" in passage.text)
    here = passage.text.index("18项创新")
    runs = passage.offsets.source(here, here + 5)
    assert [document.text[run.start:run.end] for run in runs] == ["18项创", "新"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("民生福祉持续增进 安全底线越筑越牢", "2024年，全省新增就业110万人。"),
        ("某某省省长 王某", "各位代表："),
        ("一、2024年工作回顾", "过去一年，全市生产总值增长5%。"),
        ("（一）坚持创新驱动，着力构建现代化产业体系，加快形成新的增长动力", "全年研发投入增长12%。"),
        ("全年完成投资300亿元", "——开放水平提高。出口增长6%。"),
        ("全年完成投资300亿元", "二、2025年工作安排"),
    ],
)
def test_what_only_looks_cut_stays_apart(reads: Reads, left: str, right: str) -> None:
    document = reads(f"标题在上\n\n{FILLER}{left}\n\n{right}\n\n{FILLER}")
    assert left in texts(document)


def test_hard_wrapped_lines_flow_together(reads: Reads) -> None:
    sentence = (
        "全市坚持稳中求进工作总基调，生产总值增长百分之五点六，城镇新增就业十二万人，城镇调查失业率为百分之四点九，"
        "居民收入稳步提高。"
    )
    lines = [sentence[start:start + 20] for start in range(0, len(sentence), 20)]
    page = "工作报告\n" + "\n".join(f"　　{lines[0]}\n" + "\n".join(lines[1:]) for _ in range(4))
    assert texts(reads(page)).count(sentence) == 4


def test_wrapped_paragraphs_between_blank_lines_flow_together(reads: Reads) -> None:
    paragraph = "全市生产总值一万二千亿元，增长百分之五点六；新增\n就业十二万人，失业率百分之五。"
    page = f"工作报告\n\n一、回顾\n\n{paragraph}\n\n二、打算\n\n今年增长百分之五。\n"
    assert "全市生产总值一万二千亿元，增长百分之五点六；新增就业十二万人，失业率百分之五。" in texts(reads(page))


def test_english_words_keep_their_space_across_a_break(reads: Reads) -> None:
    sentence = "The provincial administration launched the campaign in all of the\ncounties and closed 51 cases."
    assert sentence in texts(reads(f"Report\n\n{sentence} It went on.\n"))


def test_a_bullet_that_wraps_is_one_passage(reads: Reads) -> None:
    page = f"标题在上\n\n{FILLER}数读\n\n- ※ 商事改革连续7年、质量工作连续4年获国务院“督\n查激励”\n- ※ 获批示40余次\n"
    assert texts(reads(page))[-2:] == ["商事改革连续7年、质量工作连续4年获国务院“督查激励”", "获批示40余次"]


def test_a_page_broken_anywhere_is_mended_nearly_everywhere() -> None:
    [document] = read(Path(__file__).parents[2] / "samples" / "zhejiang-2025.md")
    sentences = [
        passage for passage in document.passages if passage.kind == PassageKind.SENTENCE and len(passage.text) > 30
    ]
    others = "\n\n全年各项事业发展。我们坚持以人民为中\n\n心的思想。各地深入开展形式多样的主\n\n题活动。\n\n"
    cuts = [(passage, cut) for passage in sentences for cut in range(4, len(passage.text) - 4, 4)]
    mended = 0
    for passage, cut in cuts:
        start, text = passage.start + cut, document.text
        mended += passage.text in texts(parse(text[:start] + "\n\n" + text[start:] + others, "page.md"))
    assert len(cuts) > 100
    assert mended / len(cuts) > 0.9


@pytest.mark.corpus
def test_the_newspaper_page_this_project_grew_from() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "corpus" / "zhejiang-market-regulation-2023.txt"
    if not path.exists():
        pytest.skip("needs ../shared/corpus")
    [document] = read(path)
    sentences = [passage for passage in document.passages if passage.kind == PassageKind.SENTENCE]
    joined = [passage for passage in sentences if len(passage.offsets.pieces) > 1]
    assert len(joined) == 7
    cuts = ("局实施个体经济", "18项创新举措", "局推进国家", "“阳光厨房”", "监管执法流程", "技术更新。", "侵权违法")
    for cut in cuts:
        assert sum(cut in passage.text for passage in joined) == 1
