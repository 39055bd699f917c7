from __future__ import annotations

from embeddings.tokens import has_han, terms


def test_chinese_gives_characters_and_pairs() -> None:
    assert terms("就业率") == ["就", "业", "率", "就业", "业率"]


def test_latin_words_and_numbers_stay_whole() -> None:
    assert terms("GDP增长5.5%,Urban jobs 1,234") == ["gdp", "增", "长", "增长", "5.5", "urban", "jobs", "1234"]


def test_full_width_forms_are_folded() -> None:
    assert terms("２０２３ＧＤＰ") == ["2023", "gdp"]


def test_pairs_do_not_cross_punctuation() -> None:
    assert "户全" not in terms("万户，全国")


def test_language_is_seen_from_one_character() -> None:
    assert has_han("GDP 增速")
    assert not has_han("GDP growth")
