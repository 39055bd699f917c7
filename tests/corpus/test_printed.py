"""Paragraphs from the place of their lines on the page: A4 in 12-point type, text from 72 to 523 points."""

from __future__ import annotations

from corpus.formats.printed import Line, paragraphs, without_furniture

LEFT, INDENT, RIGHT = 72.0, 96.0, 523.0


def line(text: str, *, left: float = LEFT, right: float = RIGHT, size: float = 12.0, page: int = 0) -> Line:
    return Line(text, left, right, size, page)


PARAGRAPH = [
    line("全市生产总值增长百分之五点六，城镇新增就业十二万", left=INDENT),
    line("人，居民收入稳步提高，各项社会事业全面发展，城市", right=511.0),
    line("面貌焕然一新。", right=156.0),
]


def test_indented_paragraphs_and_headings_at_the_margin() -> None:
    lines = [line("工作报告", left=240, right=355, size=20), *PARAGRAPH, line("二、打算", right=120), *PARAGRAPH]
    whole = "".join(part.text for part in PARAGRAPH)
    assert list(paragraphs(lines)) == ["# 工作报告", whole, "二、打算", whole]


def test_a_line_that_an_unbreakable_word_kept_short_goes_on() -> None:
    cut = [line("数字经济核心产业占全市生产总值的比重达到", left=INDENT, right=470), line("29.5%。", right=110)]
    assert list(paragraphs([*PARAGRAPH, *cut]))[-1] == "数字经济核心产业占全市生产总值的比重达到29.5%。"


def test_two_columns() -> None:
    left = [line("第一栏的文字从左边开始排到这一栏的", right=290), line("右边为止。", right=130)] * 3
    right = [line("第二栏的文字从中间开始排到这一栏的", left=305), line("右边为止。", left=305, right=365)] * 3
    assert set(paragraphs([*left, *right])) == {
        "第一栏的文字从左边开始排到这一栏的右边为止。", "第二栏的文字从中间开始排到这一栏的右边为止。"
    }


def test_headers_footers_and_page_numbers_are_left_out_and_paragraphs_cross_pages() -> None:
    pages = [
        [
            line("某市人民政府公报 2025年第3期", page=page),
            line(f"{topic}坚持稳中求进工作总基调，各项事业取得新的进", left=INDENT, page=page),
            line(f"展，{topic}水平不断提高，社会保持和谐稳定，改革开", page=page),
            line(f"— {page + 1} —", left=290, right=310, page=page),
        ]
        for page, topic in enumerate(("工业", "农业", "商业"))
    ]
    last = line("放深入推进。", right=150, page=3)
    kept = without_furniture([one for page in pages for one in page] + [last])
    assert all("公报" not in one.text and "—" not in one.text for one in kept)
    assert list(paragraphs(kept))[-1].endswith("改革开放深入推进。")


def test_rows_of_figures_stay_lines() -> None:
    lines = [*PARAGRAPH, line("新能源汽车 41.6 38.5"), line("工业机器人 12480 21.3"), line("全市经济稳定。", right=150)]
    assert list(paragraphs(lines))[1:] == ["新能源汽车 41.6 38.5", "工业机器人 12480 21.3", "全市经济稳定。"]
