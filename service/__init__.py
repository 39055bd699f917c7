"""HTTP: thin blueprints that turn requests into calls of the packages below and their results into pages and JSON.

It may import every package but bench; Flask and gunicorn are imported here only.
It must not know how an answer is found, how RDF is stored or how a chart is drawn, and it never writes to a build.
"""

from __future__ import annotations

from service.app import create_app

__all__ = ["create_app"]
