"""Names as they are kept: book-title marks and outer quotation marks dropped, inner ones kept."""

from __future__ import annotations

import re

_TITLE = re.compile("《([^《》]+)》")
_OPENING = re.compile("^“([^“”]+)”([^“”]*)$")
_BRAND = re.compile("“([^“”]+)”(?:服务)?品牌")
_DEFINITION = re.compile("[（(](?:以下|下文)?简?称[^（）()]*[）)]")
_NOISE = re.compile(r"[\s“”\"'‘’《》（）()·,，、。;；:：\-—_/]|的")


def canonical(surface: str) -> str:
    """“放心消费在浙江”行动 -> 放心消费在浙江行动; 《办法》 -> 办法; 数字政府“一号工程” stays."""
    name = _DEFINITION.sub("", surface).strip(" \u3000、，,")
    title = _TITLE.fullmatch(name)
    if title:
        return title[1].strip()
    brand = _BRAND.fullmatch(name)
    if brand:
        return brand[1]
    opening = _OPENING.match(name)
    return opening[1] + opening[2] if opening else name


def key(name: str) -> str:
    """Equal for two spellings of one name."""
    return _NOISE.sub("", name).lower()
