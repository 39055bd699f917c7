"""`/metrics` (Prometheus text) and `/healthz`: what the service does, and whether it can."""

from __future__ import annotations

import time

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from service.current import served

blueprint = Blueprint("telemetry", __name__)
EXTENSION = "chaotou.telemetry"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)


class Telemetry:
    """Counters of one application; a registry of its own, so that two applications in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        labels = ("endpoint", "method")
        self.seconds = Histogram(
            "chaotou_request_seconds", "Time to answer", labels, buckets=_SECONDS, registry=self.registry
        )
        self.requests = Counter(
            "chaotou_requests", "Requests answered", ("endpoint", "method", "status"), registry=self.registry
        )
        self.answers = Counter("chaotou_answers", "Questions", ("class_", "status"), registry=self.registry)
        self.build = Gauge("chaotou_build_info", "The build being served", ("build",), registry=self.registry)


def install(app: Flask) -> None:
    telemetry = app.extensions[EXTENSION] = Telemetry()
    app.before_request(_start)

    @app.after_request
    def _count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        telemetry.requests.labels(endpoint, request.method, response.status_code).inc()
        telemetry.seconds.labels(endpoint, request.method).observe(time.perf_counter() - g.started)
        return response


def _start() -> None:
    g.started = time.perf_counter()


def count_answer(app: Flask, question_class: str, status: str) -> None:
    app.extensions[EXTENSION].answers.labels(question_class, status).inc()


@blueprint.get("/healthz")
def health() -> Response:
    return jsonify(status="ok", build=served().id)


@blueprint.get("/metrics")
def prometheus() -> Response:
    telemetry: Telemetry = current_app.extensions[EXTENSION]
    telemetry.build.clear()
    telemetry.build.labels(served().id).set(1)
    return Response(generate_latest(telemetry.registry), content_type=CONTENT_TYPE_LATEST)
