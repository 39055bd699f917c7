"""The font that every figure names: Noto Sans SC, from an installed package; its coverage and advance widths.

Table layouts: ISO/IEC 14496-22 (OpenType), cmap format 12, head, hhea, hmtx.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Noto Sans SC"
FALLBACKS = f"{FAMILY}, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"  # where an SVG is shown
FILE = "NotoSansSC-Regular.otf"
STAND_IN = "〓"
_CLINGS = "，。、；：）》”’％%,.;:)"
_OPENERS = "（《“‘([「『【〈"
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Font:
    """`groups` are (first code point, last code point, first glyph), ascending; `advances` in font units by glyph."""

    units_per_em: int
    starts: tuple[int, ...]
    groups: tuple[tuple[int, int, int], ...]
    advances: tuple[int, ...]

    def glyph(self, character: str) -> int:
        """0 (.notdef) for a character that the font lacks."""
        code = ord(character)
        index = bisect_right(self.starts, code) - 1
        if index < 0 or code > self.groups[index][1]:
            return 0
        return self.groups[index][2] + code - self.groups[index][0]

    def advance(self, character: str) -> float:
        """Width in em."""
        return self.advances[min(self.glyph(character), len(self.advances) - 1)] / self.units_per_em


def directory() -> Path:
    """Folder of the installed font files. FileNotFoundError where the font package is missing."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{FAMILY}: the package pylopdf-fonts-zh-cn is not installed")
    return Path(spec.origin).parent


@cache
def load() -> Font:
    data = (directory() / FILE).read_bytes()
    tables = _tables(data)
    groups = _groups(data, tables["cmap"])
    (units_per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = struct.unpack_from(f">{2 * count}H", data, tables["hmtx"])[::2]
    return Font(units_per_em, tuple(group[0] for group in groups), groups, advances)


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _groups(data: bytes, cmap: int) -> tuple[tuple[int, int, int], ...]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for i in range(count):
        (offset,) = struct.unpack_from(">I", data, cmap + 4 + 8 * i + 4)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        if kind == 12:
            (size,) = struct.unpack_from(">I", data, cmap + offset + 12)
            flat = struct.unpack_from(f">{3 * size}I", data, cmap + offset + 16)
            return tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    raise ValueError(f"{FILE}: no cmap subtable of format 12")


def covered(text: str) -> str:
    """`text` with each character that the font lacks replaced by the geta mark 〓 (never an empty box)."""
    font = load()
    return "".join(c if font.glyph(c) else (" " if c.isspace() else STAND_IN) for c in text)


def width(text: str, size: float) -> float:
    """Width of the widest line of `text` in pixels at `size` pixels per em."""
    font = load()
    return max(sum(font.advance(c) for c in line) for line in text.split("\n")) * size


def wrap(text: str, size: float, limit: float, *, lines: int = 99) -> list[str]:
    """Lines of at most `limit` pixels, broken between words or Han characters; the last one ends in … if cut."""
    rows, row = [""], 0.0
    for token in _tokens(text):
        step = width(token, size)
        if rows[-1] and row + step > limit:
            rows.append("")
            row = 0.0
            token = token.lstrip()
        rows[-1] += token
        row += step
    return _cut([row.rstrip() for row in rows], lines, size, limit)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for character in text:
        if tokens and (character in _CLINGS or tokens[-1][-1] in _OPENERS or _one_word(tokens[-1], character)):
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


def _one_word(token: str, character: str) -> bool:
    return character.isascii() and not character.isspace() and token[-1].isascii() and len(token) < _LONGEST_WORD


def balanced(text: str, size: float, limit: float, *, lines: int) -> list[str]:
    """Like `wrap`, in lines of about one length: no last line of a single character."""
    rows = wrap(text, size, limit, lines=lines)
    if rows[-1].endswith("…") and not text.endswith("…"):
        return rows
    narrow = limit
    while narrow > size * 2 and len(wrap(text, size, narrow - size / 2)) == len(rows):
        narrow -= size / 2
    return wrap(text, size, narrow)


def _cut(rows: list[str], lines: int, size: float, limit: float) -> list[str]:
    if len(rows) <= lines:
        return rows
    kept = rows[:lines]
    while kept[-1] and width(kept[-1] + "…", size) > limit:
        kept[-1] = kept[-1][:-1]
    kept[-1] += "…"
    return kept
