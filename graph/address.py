"""How a remote graph store is written in one line: `QUERY[,UPDATE[,GRAPHS]][#DEFAULT]`, user and password in QUERY."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urldefrag, urlsplit, urlunsplit

from graph.remote import Endpoint
from graph.terms import Iri
from model.errors import InvalidData

_SCHEMES = ("http", "https")


def parse(text: str, *, prefixes: tuple[str, ...] = (), timeout: float = 60.0) -> Endpoint:
    """Raises InvalidData for what is no address of a server."""
    addresses, default = urldefrag(text)
    parts = [urlsplit(address.strip()) for address in addresses.split(",")]
    if len(parts) > 3 or any(part.scheme not in _SCHEMES or not part.hostname for part in parts):
        raise InvalidData(f"not a graph store: {text!r}", advice="write QUERY[,UPDATE[,GRAPHS]][#DEFAULT], each http://…")
    query, update, graphs = (*map(_plain, parts), None, None)[:3]
    user = parts[0].username
    return Endpoint(
        query=query or "",
        update=update,
        graphs=graphs,
        user=None if user is None else unquote(user),
        password=unquote(parts[0].password or ""),
        default_graph=Iri(default) if default else None,
        prefixes=prefixes,
        timeout=timeout,
    )


def _plain(part: SplitResult) -> str:
    """The address without user and password."""
    return urlunsplit(part._replace(netloc=part.netloc.rpartition("@")[2]))
