"""Bytes to documents: finds files, reads their formats, cuts their text into sentences, headings and table rows.

It may import `model`, the standard library and, late, the library of the format at hand.
It must not know what a sentence means: numbers, places, agencies and metrics are `extraction`'s.
"""

from __future__ import annotations

from corpus.discovery import Found, discover
from corpus.reading import parse, read

__all__ = ["Found", "discover", "parse", "read"]
