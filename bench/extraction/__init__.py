"""How well the extraction reads: on annotated documents, on hand-written cases, and how fast.

It may import every package of the product. It must not be imported by any of them.
"""

from __future__ import annotations

from bench.extraction.measure import run

__all__ = ["run"]
