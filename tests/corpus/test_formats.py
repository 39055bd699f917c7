"""Each format, from our own samples and from files made here."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from corpus import discover, read
from model.document import Document, PassageKind
from tests.corpus.conftest import Reads

SAMPLES = Path(__file__).parents[2] / "samples"


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


@pytest.mark.parametrize(
    ("name", "title", "issued", "sentence"),
    [
        ("jiangsu-2024.txt", "2024年江苏省政府工作报告（摘编）", "2024-01-23", "企业790家，累计达1520家。"),
        ("jiangsu-2025.docx", "2025年江苏省政府工作报告（摘编）", "2025-01-19", "居民人均可支配收入55400元，"),
        ("hangzhou-2024.html", "2024年杭州市政府工作报告（摘编）", "2024-02-02", "新增上市公司15家。"),
        ("hangzhou-2025.pdf", "2025年杭州市政府工作报告（摘编）", "2025-01-21", "占全市生产总值的比重达29.5%。"),
        ("zhejiang-2025.md", "2025年浙江省政府工作报告（摘编）", "2025-01-15", "全省生产总值8.59万亿元，增长5.2%；"),
        ("2024-09-12-canteens.txt", "绍兴校园食堂装上“智慧眼”", "2024-09-12", "诸暨市、嵊州市获批创建。"),
    ],
)
def test_samples(name: str, title: str, issued: str, sentence: str) -> None:
    [document] = read(SAMPLES / name, source=name)
    assert (document.source, document.title, document.issued) == (name, title, issued)
    assert any(sentence in text for text in texts(document))


def test_every_sample_reads_and_no_passage_is_furniture() -> None:
    found = discover([SAMPLES])
    documents = [document for one in found for document in read(one.path, source=one.source)]
    assert (len(found), len(documents)) == (12, 17)
    words = ("责任编辑", "版权所有", "上一篇", "字体", "浏览次数")
    assert [text for document in documents for text in texts(document) if any(word in text for word in words)] == []


def test_sections_of_word_html_and_pdf() -> None:
    for name in ("jiangsu-2025.docx", "hangzhou-2024.html", "hangzhou-2025.pdf"):
        [document] = read(SAMPLES / name)
        last = next(passage for passage in reversed(document.passages) if passage.kind == PassageKind.SENTENCE)
        assert last.headings[0].startswith("二、202")


def test_a_table_of_word_and_of_html() -> None:
    [word] = read(SAMPLES / "jiangsu-2025.docx")
    [page] = read(SAMPLES / "hefei-press.html")
    assert [cell.text for cell in word.tables[0].rows[1]] == ["城镇新增就业（万人）", "120以上", "139.6"]
    assert word.tables[0].caption == "表1 2024年主要目标完成情况"
    assert page.tables[0].caption == "2024年合肥市主要科技指标"
    assert [cell.text for cell in page.tables[0].header] == ["指标", "数值", "增长（%）"]
    assert "| 有效发明专利（件） | 86400 | 15.2 |" in texts(page)


def test_what_a_page_states_about_itself() -> None:
    [page] = read(SAMPLES / "hefei-press.html")
    stated = {key: page.metadata.get(key) for key in ("title", "date", "publisher")}
    assert stated == {"title": "合肥科创企业突破万家", "date": "2025-02-20", "publisher": "江淮观察"}


@pytest.mark.parametrize(("name", "rows"), [("briefs.csv", 4), ("briefs.jsonl", 3)])
def test_each_row_is_a_document(name: str, rows: int) -> None:
    documents = read(SAMPLES / name, source=name)
    assert [document.source for document in documents] == [f"{name}#row-{row}" for row in range(1, rows + 1)]
    assert len({document.content_hash for document in documents}) == rows
    assert len({document.id for document in documents}) == rows
    assert all(document.issued and document.metadata["publisher"] for document in documents)


def test_csv_in_gb18030_with_semicolons_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('序号;内容;标题\n1;"第一行。\n第二行。";甲\n2;;乙\n'.encode("gb18030"))
    [document] = read(path)
    assert (document.title, texts(document)) == ("甲", ["第一行。", "第二行。"])
    assert document.metadata == {"title": "甲", "序号": "1"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_encodings(reads: Reads, encoding: str) -> None:
    text = "工作报告\n\n全省生产总值增长5.5%，城镇新增就业112万人。\n"
    document = reads(text.encode(encoding))
    assert document.text == text
    assert texts(document)[1] == "全省生产总值增长5.5%，城镇新增就业112万人。"


def test_line_ends_stay_as_they_are(reads: Reads) -> None:
    document = reads("工作报告\r\n\r\n全省生产总值增长5.5%。\r\n")
    assert document.text == "工作报告\r\n\r\n全省生产总值增长5.5%。\r\n"
    assert document.passages[1].start == 8


def test_html_in_gbk_as_its_meta_says(reads: Reads) -> None:
    sentence = "全市生产总值增长5.5%，新增就业12万人。"
    page = f"<html><head><meta charset='gbk'><title>某市报告</title></head><body><p>{sentence}</p></body></html>"
    assert sentence in texts(reads(page.encode("gbk"), "a.html"))


def test_a_government_page(reads: Reads) -> None:
    page = """<html><head><meta charset="utf-8"><title>政府工作报告_某市人民政府</title>
    <meta name="ArticleTitle" content="2025年某市政府工作报告"><meta name="PubDate" content="2025-01-20 09:00"></head>
    <body><ul><li>首页</li><li>政务公开</li></ul><div>当前位置：首页 &gt; 政府工作报告</div>
    <div class="TRS_Editor"><p>&emsp;&emsp;现在，我代表市人民政府，向大会报告工作，请予审议，并请列席人员提出意见。</p>
    <p>&emsp;&emsp;<strong>一、2024年工作回顾</strong></p>
    <p>&emsp;&emsp;2024年，全市生产总值5200亿元，增长5.6%；<br/>城镇新增就业12.3万人。<span>新增企业860家。</span></p>
    <table><tr><td rowspan="2">指标</td><td colspan="2">2024年</td></tr><tr><td>目标</td><td>完成</td></tr>
    <tr><td>生产总值增长（%）</td><td>5.5</td><td>5.6</td></tr></table></div>
    <div>分享到：微信 微博</div><div>扫一扫在手机打开当前页</div><div>主办：某市人民政府办公室</div></body></html>"""
    document = reads(page, "a.html")
    assert (document.title, document.issued) == ("2025年某市政府工作报告", "2025-01-20")
    assert texts(document)[1:] == [
        "一、2024年工作回顾",
        "2024年，全市生产总值5200亿元，增长5.6%；城镇新增就业12.3万人。",
        "新增企业860家。",
        "| 生产总值增长（%） | 5.5 | 5.6 |",
    ]
    assert [cell.text for cell in document.tables[0].header] == ["指标", "2024年目标", "2024年完成"]


def test_word_headings_lists_bold_and_merged_cells(reads: Reads) -> None:
    document = docx.Document()
    document.add_heading("一、回顾", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("稳就业。").bold = True
    paragraph.add_run("新增就业12万人。")
    document.add_paragraph("获批示40余次", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for index, text in enumerate(["指标", "数值", "纱", "3", "布", "4"]):
        table.cell(index // 2, index % 2).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    stream = io.BytesIO()
    document.save(stream)
    read_back = reads(stream.getvalue(), "a.docx")
    kinds = [(passage.kind.value, passage.text) for passage in read_back.passages]
    assert kinds[:4] == [
        ("heading", "一、回顾"), ("heading", "稳就业。"), ("sentence", "新增就业12万人。"), ("sentence", "获批示40余次")
    ]
    assert [[cell.text for cell in row] for row in read_back.tables[0].rows] == [["纱", "3"], ["布 4", ""]]


def test_word_links_content_controls_and_tracked_changes(reads: Reads) -> None:
    text = (
        "<w:p><w:r><w:t>全市</w:t></w:r><w:hyperlink><w:r><w:t>生产总值</w:t></w:r></w:hyperlink>"
        "<w:ins><w:r><w:t>增长5%。</w:t></w:r></w:ins><w:del><w:r><w:delText>下降。</w:delText></w:r></w:del></w:p>"
    )
    document = docx.Document()
    body = document.element.body
    namespace = body.nsmap["w"]
    control = f"<w:sdt xmlns:w='{namespace}'><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    body.insert(0, docx.oxml.parse_xml(control))
    stream = io.BytesIO()
    document.save(stream)
    assert texts(reads(stream.getvalue(), "a.docx")) == ["全市生产总值增长5%。"]


def test_importing_the_package_loads_no_format_library() -> None:
    heavy = ("docx", "trafilatura", "pypdfium2", "lxml", "yaml")
    code = f"import sys, corpus; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SAMPLES.parent)
    assert done.stdout.strip() == "[]"
