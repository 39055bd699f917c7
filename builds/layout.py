"""What lies where in a build folder, and what its format is called."""

from __future__ import annotations

FORMAT = 1

MANIFEST = "manifest.json"
STATEMENTS = "statements.jsonl"
PASSAGES = "passages.sqlite"
GRAPH = "graph"
RETRIEVAL = "retrieval"
CATALOGUE = "documents.json"
LEXICAL = "lexical"
VECTORS = "vectors"
LABELS = "labels"

CURRENT = "current"
LOCK = ".lock"
UNFINISHED = ".unfinished-"
