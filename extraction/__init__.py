"""Passages to statements: numerals, dates, units, mentions, linking, observations, relations.

It may import `lexicon` and `model`. It must not know files, RDF, indexes or questions.
"""

from __future__ import annotations

from extraction.extractor import Extraction, Extractor

__all__ = ["Extraction", "Extractor"]
