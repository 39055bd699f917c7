"""Every address of the URL map: described, one error shape, the headers that every response has."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.openapi import description

METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH"}
LEFT_TO_FLASK = {"HEAD", "OPTIONS"}


def described() -> set[tuple[str, str]]:
    return {(path, method.upper()) for path, item in description()["paths"].items() for method in item}


def routed(app: Flask) -> set[tuple[str, str]]:
    return {
        (re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - LEFT_TO_FLASK
    }


def test_the_description_and_the_url_map_say_the_same(app: Flask) -> None:
    assert described() == routed(app)


def test_the_description_refers_to_nothing_that_is_not_there() -> None:
    text = str(description())
    for kind, name in re.findall(r"#/components/(\w+)/(\w+)", text):
        assert name in description()["components"][kind]


def is_error(body: Any, status: int) -> bool:
    error = body["error"]
    return set(body) == {"error"} and set(error) == {"code", "message", "status"} and error["status"] == status


def test_every_address_answers_a_wrong_method_with_the_error_shape(app: Flask, client: FlaskClient) -> None:
    for path, allowed in addresses(app):
        for method in sorted(METHODS - allowed):
            response = client.open(path, method=method, headers={"Accept": "application/json"})
            assert response.status_code == 405, (method, path)
            assert is_error(response.get_json(), 405), (method, path)
            assert response.headers["Allow"]


def test_no_address_fails_without_its_parameters(app: Flask, client: FlaskClient) -> None:
    for path, methods in addresses(app):
        if "GET" not in methods:
            continue
        response = client.get(path, headers={"Accept": "application/json"})
        assert response.status_code < 500, path
        if response.status_code >= 400:
            assert is_error(response.get_json(), response.status_code), path


def addresses(app: Flask) -> list[tuple[str, set[str]]]:
    """Each address once, its variables filled with something that does not exist, with the methods it takes."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<any\(([^,)]+)[^<>]*>", r"\1", rule.rule)
        path = re.sub(r"<[^<>]+>", "nothing", path)
        found.setdefault(path, set()).update((rule.methods or set()) | {"HEAD", "OPTIONS"})
    return sorted(found.items())


NOWHERE = ["/nowhere", "/api/v1/nowhere", "/id/nowhere", "/documents/nowhere", "/metrics/nowhere"]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_is_404_in_the_error_shape(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "application/json, */*;q=0.1"})
    assert response.status_code == 404
    assert is_error(response.get_json(), 404)


def test_a_browser_gets_an_error_as_a_page(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert "没有这个页面" in response.text


def test_the_api_speaks_json_even_to_a_browser(client: FlaskClient) -> None:
    response = client.get("/api/v1/answer", headers={"Accept": "text/html"})
    assert response.status_code == 400
    assert is_error(response.get_json(), 400)
    assert "q" in response.get_json()["error"]["message"]


@pytest.mark.parametrize(
    "query", ["q=", "q=a&lang=de", "q=a&format=xml", "q=" + "a" * 501, "q=a%00b"], ids=lambda query: query[:12]
)
def test_a_bad_parameter_is_400(client: FlaskClient, query: str) -> None:
    response = client.get(f"/api/v1/answer?{query}")
    assert response.status_code == 400
    assert is_error(response.get_json(), 400)


@pytest.mark.parametrize("k", ["0", "-1", "x", "101", "1e3", "９"])
def test_a_bad_number_is_400_and_named(client: FlaskClient, k: str) -> None:
    response = client.get("/api/v1/search", query_string={"q": "增长", "k": k})
    assert response.status_code == 400
    assert response.get_json()["error"]["message"].startswith("k:")


@pytest.mark.parametrize("path", ["/", "/api/v1/answer", "/nowhere", "/static/css/site.css", "/healthz"])
def test_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_gzip_only_for_those_who_ask(client: FlaskClient) -> None:
    zipped = client.get("/help", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/help")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_an_unchanged_answer_is_304_until_the_language_differs(client: FlaskClient) -> None:
    first = client.get("/search?q=浙江2024年增速")
    tag = first.headers["ETag"]
    again = client.get("/search?q=浙江2024年增速", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    english = client.get("/search?q=浙江2024年增速", headers={"If-None-Match": tag, "Accept-Language": "en"})
    assert english.status_code == 200
    assert client.get("/search?q=江苏2024年增速", headers={"If-None-Match": tag}).status_code == 200


def test_health_and_metrics_are_never_cached(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/healthz").headers
    assert client.get("/healthz").get_json()["status"] == "ok"
    text = client.get("/metrics").text
    assert 'chaotou_requests_total{endpoint="telemetry.health"' in text
    assert "chaotou_build_info{" in text


def test_static_files_are_kept_by_fingerprint_and_nothing_else_is_served(client: FlaskClient) -> None:
    page = client.get("/").text
    sheet = re.search(r"/static/css/site\.css\?v=\w+", page)
    assert sheet and "immutable" in client.get(sheet[0]).headers["Cache-Control"]
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/vendor/package.json", "/static/"):
        assert client.get(path).status_code == 404
