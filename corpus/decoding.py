"""Bytes to text: UTF-8, GB18030, and whatever announces itself with a byte-order mark.

GB18030 accepts almost any bytes, so it is believed only if most of its characters are GB 2312 level 1, the 3,755
commonest (rows B0 to D7), or its punctuation (rows A1 to A3).
"""

from __future__ import annotations

import codecs

from model.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, EPUB …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS, PPT)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF file"),
)
_SAVE_AS = "save it as UTF-8 text"
_CONVERT = "give the file the suffix of its real format, or save it as UTF-8 text"


def decode(data: bytes, where: str) -> str:
    """The text without its byte-order mark, line ends as they are.

    Raises UnreadableDocument for data that is empty, binary, cut off inside a character or in another encoding.
    """
    if not data:
        raise UnreadableDocument("is empty (0 bytes)", where=where, advice="check the download or the export")
    _refuse_binary(data, where)
    text = _marked(data, where) or _unmarked(data, where)
    if not text.strip():
        raise UnreadableDocument("holds no text, only white space", where=where, advice="check the export")
    if sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 11, 12, 13)) > len(text) // 100:
        raise UnreadableDocument("holds binary data (control characters)", where=where, advice=_CONVERT)
    return text


def kind_of(data: bytes) -> str | None:
    """What the first bytes announce, None if nothing we recognise."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def _refuse_binary(data: bytes, where: str) -> None:
    kind = kind_of(data)
    if kind:
        raise UnreadableDocument(f"is {kind}, not text", where=where, advice=_CONVERT)
    if b"\0" in data and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        raise UnreadableDocument(
            f"holds binary data (a zero byte at byte {data.index(0)})", where=where, advice=_CONVERT
        )


def _marked(data: bytes, where: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark):].decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(error, data, where, encoding.upper()) from None
    return None


def _unmarked(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _looks_like_gb18030(data) or _mostly_utf8(data):
            raise _broken(error, data, where, "UTF-8") from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _broken(error, data, where, "GB18030") from None


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    wide = sum(char > "\x7f" for char in text)
    return text.count("\ufffd") * 10 < wide


def _looks_like_gb18030(data: bytes) -> bool:
    pairs = common = position = 0
    while position < len(data) - 1:
        if data[position] < 0x80:
            position += 1
            continue
        pairs += 1
        common += data[position] in range(0xA1, 0xA4) or data[position] in range(0xB0, 0xD8)
        position += 4 if 0x30 <= data[position + 1] <= 0x39 else 2
    return common * 10 >= pairs * 7


def _broken(error: UnicodeDecodeError, data: bytes, where: str, encoding: str) -> UnreadableDocument:
    line = data.count(b"\n", 0, error.start) + 1
    if error.start >= len(data) - 4 and error.reason in ("unexpected end of data", "truncated data",
                                                         "incomplete multibyte sequence"):
        return UnreadableDocument(
            f"ends inside a character ({encoding}, byte {error.start}): the file is cut off",
            where=where, advice="fetch or copy it again",
        )
    return UnreadableDocument(
        f"is neither UTF-8 nor GB18030: byte 0x{data[error.start]:02x} at byte {error.start} (line {line})",
        where=where, advice=_SAVE_AS,
    )
