"""Bad files give one clear line: which file, what was found, what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from corpus import Found, discover, read
from model.errors import UnreadableDocument

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "全省生产总值增长5.5%，城镇新增就业112万人，居民收入稳步提高。\n" * 3
EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)
BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
)
ENCRYPTED_PDF = BLANK_PDF.replace(
    b"trailer<<",
    b"4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
    b"trailer<</Encrypt 4 0 R/ID[<33><33>]",
)


def archive(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def empty_docx() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n\t", "only white space"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
        ("a.md", b"PK\x03\x04rest", "is a ZIP archive"),
        ("a.txt", b"abc\0def", "zero byte at byte 3"),
        ("a.txt", b"\x01\x02\x03\x04" * 20, "control characters"),
        ("a.txt", TEXT.encode()[:-2], "ends inside a character (UTF-8"),
        ("a.txt", TEXT.encode("gb18030")[:-2], "ends inside a character (GB18030"),
        ("a.txt", TEXT.encode()[:40] + b"\xff" + TEXT.encode()[40:], "byte 0xff at byte 40 (line 1)"),
        ("a.txt", "données économiques élevées à été".encode("latin-1"), "neither UTF-8 nor GB18030"),
        ("a.txt", TEXT.encode("big5", "ignore"), "neither UTF-8 nor GB18030"),
        ("a.txt", "责任编辑：张三\n".encode(), "page furniture"),
        ("a.xyz", b"text", "has no format we read (.xyz)"),
        ("a.docx", b"", "is empty"),
        ("a.docx", TEXT.encode(), "is not a DOCX"),
        ("a.docx", empty_docx()[:2000], "damaged or cut-off"),
        ("a.docx", empty_docx(), "without text"),
        ("a.docx", b"\xd0\xcf\x11\xe0rest", "is encrypted, or an old DOC"),
        ("a.docx", archive(hello=b"x"), "not a DOCX"),
        ("a.docx", archive(word__document=b"x", **{"word__document.xml": b"<x/>"}), "damaged DOCX"),
        ("a.docx", archive(**{"word__document.xml": b"0" * 50_000_000}), "zip bomb"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", TEXT.encode(), "is not a PDF"),
        ("a.pdf", b"%PDF-1.4\ngarbage", "damaged or cut-off PDF"),
        ("a.pdf", EMPTY_PDF, "0 pages"),
        ("a.pdf", BLANK_PDF, "no text layer"),
        ("a.pdf", ENCRYPTED_PDF, "is encrypted"),
        ("a.html", b"", "is empty"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "without a main text"),
        ("a.csv", b"a,b\n1,2\n", "no text column among a, b"),
        ("a.csv", b"text,b\n,2\n", "no row with text"),
        ("a.csv", b'text\n"open\n', "not valid CSV"),
        ("a.jsonl", b'{"text": "x"}\n{"text": \n', "is not JSON"),
        ("a.jsonl", b"[1]\n", "holds a list"),
        ("a.jsonl", b'{"a": "x"}\n', "no text column"),
    ],
)
def test_one_clear_line(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(path, source=f"given/{name}")
    line = str(caught.value)
    assert found in line
    assert line.startswith(f"given/{name}")
    assert caught.value.advice
    assert "\n" not in line


def test_a_cut_off_pdf_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes((SAMPLES / "hangzhou-2025.pdf").read_bytes()[:3000])
    with pytest.raises(UnreadableDocument, match="damaged or cut-off"):
        read(path)


def test_json_lines_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "甲。"}\n\n{"text"\n')
    with pytest.raises(UnreadableDocument, match=r"a\.jsonl, line 3: is not JSON"):
        read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="does not exist"):
        read(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read(tmp_path / "folder.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "sub/c.html", "README.md", "notes.xyz", ".hidden/d.txt", "~$a.docx"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文。")
    return tmp_path


def test_discover_files_folders_and_globs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    everything = ["docs/a.txt", "docs/b.md", "docs/sub/c.html"]
    assert [found.source for found in discover(["docs"])] == everything
    assert [found.source for found in discover(["docs/b.md", Path("docs"), "./docs/b.md"])] == everything
    assert [found.source for found in discover(["docs/**/*.html", "docs/*.txt"])] == ["docs/a.txt", "docs/sub/c.html"]
    assert discover(["docs/notes.xyz"]) == [Found("docs/notes.xyz", Path("docs/notes.xyz"))]
    assert discover(["docs/README.md"])[0].path.read_text() == "文。"


def test_discover_says_what_is_not_there(folder: Path) -> None:
    with pytest.raises(UnreadableDocument, match="does not exist"):
        discover([folder / "none"])
    with pytest.raises(UnreadableDocument, match="matches no file"):
        discover([f"{folder}/*.none"])
    (folder / "empty").mkdir()
    with pytest.raises(UnreadableDocument, match="holds no documents"):
        discover([folder / "empty"])


def test_discover_goes_on_past_errors_when_asked(folder: Path) -> None:
    errors: list[UnreadableDocument] = []
    found = discover([folder / "none", folder / "docs" / "a.txt"], on_error=errors.append)
    assert (len(found), [error.found for error in errors]) == (1, ["does not exist"])
