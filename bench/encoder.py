"""How many passages an encoder turns into vectors in a second of one core."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import islice

from bench.places import with_build
from bench.results import Figure, Result
from builds import open_build
from embeddings.encoders import DEFAULT_ENCODER, load_encoder


def run(arguments: Sequence[str]) -> Result:
    options = with_build("encoder")
    options.add_argument("--encoder", default=DEFAULT_ENCODER)
    options.add_argument("--passages", type=int, default=5000)
    chosen = options.parse_args(arguments)
    build = open_build(chosen.build)
    infos = build.passages.documents()
    passages = [p.text for info in infos for p in islice(build.passages.passages_of(info.id), 50)][: chosen.passages]
    build.close()
    started = time.process_time()
    encoder = load_encoder(chosen.encoder)
    loading = time.process_time() - started
    started = time.process_time()
    encoder.encode(passages)
    seconds = time.process_time() - started
    return Result(
        subject=f"{encoder.name} on {len(passages):,} passages of {sum(map(len, passages)):,} characters",
        figures=(
            Figure("speed", len(passages) / seconds, "passages/processor second"),
            Figure("speed", sum(map(len, passages)) / seconds, "characters/processor second"),
            Figure("loading", loading, "processor seconds"),
        ),
    )
