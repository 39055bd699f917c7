"""A build on disk: documents to statements to graph and indexes, published in one step, opened read-only.

It may import `corpus`, `extraction`, `graph`, `embeddings`, `lexicon` and `model`.
It must not know questions, pages or figures.
"""

from __future__ import annotations

from builds.opening import Build, open_build

__all__ = ["Build", "open_build"]
