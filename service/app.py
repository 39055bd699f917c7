"""`create_app`: the one place where the parts of the service meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module

from flask import Flask

from service import assets, caching, compression, current, errors, headers, language, links, presentation, telemetry
from service.settings import Settings

BLUEPRINTS = (
    "service.assets",
    "service.telemetry",
    "service.search",
    "service.passages",
    "service.entities",
    "service.documents",
    "service.metrics",
    "service.series",
    "service.explorer",
    "service.checks",
    "service.about",
    "service.openapi",
    "service.linked_data",
    "service.sparql",
    "service.sparql_editor",
    "service.void",
    "service.dumps",
    "service.ontology",
    "service.validation",
    "service.figures",
    "service.dossiers",
)


def warmers() -> tuple[current.Warmer, ...]:
    """What makes the first page of a build as quick as the second."""
    from service import coverage, explorer, search

    examples = (partial(search.examples, language=name) for name in language.LANGUAGES)
    pages = (coverage.coverage, coverage.names, coverage.metrics, explorer.busiest, explorer.related)
    return *pages, *examples, lambda served: served.answerer.warm()


def create_app(config: Settings | Mapping[str, object]) -> Flask:
    """The WSGI application over the build named in `config`. Raises BuildError where none can be served."""
    settings = config if isinstance(config, Settings) else Settings.load(config)
    app = Flask(__name__, static_folder=None)
    app.config["SETTINGS"] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    current.install(
        app,
        settings.build,
        poll_seconds=settings.build_poll_seconds,
        warmers=warmers(),
        graph_store=settings.graph_store,
    )
    for part in (telemetry, compression, headers, caching, language, links, presentation, errors, assets):
        part.install(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).blueprint)
    return app
