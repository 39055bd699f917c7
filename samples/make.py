"""Writes the samples that are not plain UTF-8: GB18030 text, Word, and (with Chromium) PDF. All of it is ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import textwrap
from datetime import datetime
from pathlib import Path

from docx import Document

FOLDER = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
COLUMNS = 32

JIANGSU_2024 = """\
2024年江苏省政府工作报告（摘编）

2024年1月23日在江苏省人民代表大会会议上

各位代表：

现在，我代表省人民政府向大会报告工作，请予审议。

一、2023年工作回顾

过去一年，全省地区生产总值12.8万亿元，增长5.8%；一般公共预算收入9930亿元，增长7.3%；全年城镇新增就业138.2万人，城镇调查失业率4.8%。规模以上工业增加值增长7.6%，制造业增加值占地区生产总值的比重为36.3%，居全国第一。

（一）产业集群加快壮大

新增国家先进制造业集群2个，总数达12个；新增专精特新“小巨人”企业790家，累计达1520家。实施“1650”产业体系建设工程，关停落后化工生产企业316家。

（二）开放水平稳步提高

进出口总额5.25万亿元，实际使用外资253亿美元，规模保持全国首位；中欧班列开行2218列，增长12.5%。

二、2024年工作安排

今年发展的主要预期目标是：地区生产总值增长5%以上，城镇新增就业120万人以上，城镇调查失业率5%左右，居民收入增长与经济增长同步，粮食总产量达到750亿斤以上。

（一）大力发展新质生产力

全社会研发投入强度力争达到3.3%，新增高新技术企业4000家以上，培育独角兽企业10家。

（二）全力保障和改善民生

新增公办幼儿园学位4万个，改造城镇老旧小区1400个，新建改建农村公路3500公里。
"""

JIANGSU_2025 = (
    ("title", "2025年江苏省政府工作报告（摘编）"),
    ("text", "2025年1月19日在江苏省人民代表大会会议上"),
    ("text", "各位代表："),
    ("text", "现在，我代表省人民政府向大会报告工作，请予审议。"),
    ("1", "一、2024年工作回顾"),
    ("text", "2024年，全省地区生产总值13.6万亿元，增长5.6%；一般公共预算收入10040亿元，增长1.1%；"
             "城镇新增就业139.6万人，城镇调查失业率4.7%；全年粮食总产量761.9亿斤，单产和总产均创历史新高。"),
    ("2", "（一）新质生产力加快培育"),
    ("text", "全社会研发投入强度达3.3%，新增高新技术企业4850家；国家先进制造业集群达14个，数量居全国第一。"
             "电子营业执照在线使用率76.8%。省科技厅设立省战略性新兴产业母基金，规模500亿元。"),
    ("2", "（二）民生保障有力有效"),
    ("text", "新增公办幼儿园学位4.3万个，改造城镇老旧小区1452个，新建改建农村公路3620公里。"
             "居民人均可支配收入55400元，增长5.3%。"),
    ("caption", "表1　2024年主要目标完成情况"),
    ("table", (
        ("指标", "2024年目标", "2024年完成"),
        ("地区生产总值增长（%）", "5以上", "5.6"),
        ("城镇新增就业（万人）", "120以上", "139.6"),
        ("城镇老旧小区改造（个）", "1400", "1452"),
        ("新建改建农村公路（公里）", "3500", "3620"),
    )),
    ("1", "二、2025年工作安排"),
    ("text", "今年发展的主要预期目标是：地区生产总值增长5%以上，城镇新增就业120万人以上，城镇调查失业率5%左右，"
             "研发投入强度达到3.4%左右，实际使用外资规模保持全国前列。"),
    ("2", "（一）实施“苏链强基”行动"),
    ("text", "安排专项资金60亿元，攻关关键核心技术100项，新增专精特新“小巨人”企业500家以上。"),
)

HANGZHOU_2025 = (
    ("h1", "2025年杭州市政府工作报告（摘编）"),
    ("p", "2025年1月21日在杭州市人民代表大会会议上"),
    ("p", "各位代表："),
    ("p", "现在，我代表市人民政府向大会报告工作，请予审议。"),
    ("h2", "一、2024年工作回顾"),
    ("p", "2024年，全市生产总值21150亿元，增长4.8%，低于5.5%左右的预期目标；"
          "城镇居民人均可支配收入84300元，增长4.6%；城镇新增就业29.2万人，超额完成全年目标任务。"),
    ("p", "数字经济核心产业增加值6240亿元，增长7.3%，占全市生产总值的比重达29.5%。“春晓计划”新招引"
          "亿元以上产业项目306个，新增上市公司9家；“杭企e办”平台归集涉企事项1280项，网上办理率100%。"),
    ("p", "空气质量优良率87.6%，比上年下降0.6个百分点；新增公园绿地172万平方米；地铁运营总里程达516公里，居全国第六。"
          "杭州高新区（滨江）获评国家知识产权服务业高质量集聚发展示范区，余杭区获批国家数据产业集聚区试点。"),
    ("h2", "二、2025年主要任务"),
    ("p", "今年主要预期目标是：全市生产总值增长5%以上，研发投入强度达到4%，城镇新增就业26万人以上，"
          "空气质量优良率达到88%以上。"),
    ("p", "实施“人工智能+”行动，安排算力券3亿元，培育人工智能企业800家；建成未来社区120个，新增养老服务床位5000张，"
          "到2027年地铁运营总里程突破600公里。"),
)

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title><style>
@page { size: A4; margin: 25mm } body { font: 12pt/1.8 Noto Sans CJK SC }
h1 { font-size: 20pt; text-align: center } h2 { font-size: 13pt } p { text-indent: 2em; margin: 0 }
</style></head><body>%s</body></html>"""


def main() -> None:
    wrapped = "\n\n".join(textwrap.fill(part, COLUMNS) for part in JIANGSU_2024.strip().split("\n\n")) + "\n"
    (FOLDER / "jiangsu-2024.txt").write_bytes(wrapped.encode("gb18030"))
    write_word(FOLDER / "jiangsu-2025.docx")
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("hangzhou-2025.pdf is left as it is: no Chromium found")
    print_pdf(browser, FOLDER / "hangzhou-2025.pdf")


def write_word(path: Path) -> None:
    document = Document()
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime(2025, 1, 19)
    for kind, content in JIANGSU_2025:
        if isinstance(content, tuple):
            table = document.add_table(rows=0, cols=len(content[0]))
            for row in content:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif kind == "title":
            document.add_heading(content, 0)
        elif kind.isdigit():
            document.add_heading(content, int(kind))
        else:
            document.add_paragraph(content)
    document.save(str(path))


def print_pdf(browser: str, path: Path) -> None:
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in HANGZHOU_2025)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(PAGE % (HANGZHOU_2025[0][1], body), encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--no-pdf-header-footer", f"--print-to-pdf={path}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )


if __name__ == "__main__":
    main()
