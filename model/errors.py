"""One family of errors: each says what was found, where, and what to do.

Entry points map the family once: `ingest.py` to exit codes, `service` to HTTP.
"""

from __future__ import annotations


class ChaotouError(Exception):
    """Base of all errors a user can act on.

    `found` says what is wrong, `where` names the file, line or parameter, `advice` says what to do next.
    """

    def __init__(self, found: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        head = f"{self.where}: {self.found}" if self.where else self.found
        return f"{head} – {self.advice}" if self.advice else head


class UnreadableDocument(ChaotouError):
    """A document that cannot be read: empty, binary, encrypted, truncated, of an unknown format."""


class InvalidData(ChaotouError):
    """A lexicon, rule or query file under `data/` that breaks its own format."""


class BuildError(ChaotouError):
    """A build that is missing, incomplete, of another format version, or held by another process."""


class QueryError(ChaotouError):
    """A query or request that cannot be answered as it stands."""


class QueryTimeout(QueryError):
    """A query stopped at its deadline or memory ceiling."""
