"""What a reader is told when something cannot be done."""

from __future__ import annotations

import socket
from string import Formatter
from urllib.parse import urlsplit

import pytest
import yaml
from flask.testing import FlaskClient

from service.error_words import _FILE, in_words
from service.language import LANGUAGES

PAGE = {"Accept": "text/html"}


def test_a_page_speaks_its_language(client: FlaskClient) -> None:
    question = "?q=" + "长" * 600
    chinese = client.get(f"/search{question}&lang=zh", headers=PAGE)
    english = client.get(f"/search{question}&lang=en", headers=PAGE)
    assert chinese.status_code == english.status_code == 400
    assert "太长：600 个字符。最多 500 个字符" in chinese.text
    assert "too long: 600 characters" in english.text


def test_json_is_english_unless_asked(client: FlaskClient) -> None:
    assert "missing" in client.get("/api/v1/answer").get_json()["error"]["message"]
    assert "缺少" in client.get("/api/v1/answer?lang=zh").get_json()["error"]["message"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page(client: FlaskClient, language: str) -> None:
    text = client.get(f"/nowhere?lang={language}", headers=PAGE).text
    assert {"zh": "这里没有这个网址", "en": "not found on the server"}[language] in text


def test_phrases_name_what_they_were_given() -> None:
    for english, chinese in yaml.safe_load(_FILE.read_text(encoding="utf-8")):
        fields = {name for _, name, _, _ in Formatter().parse(chinese) if name}
        assert fields <= {name for _, name, _, _ in Formatter().parse(english) if name}, english
    assert in_words("nobody wrote this", "zh") == "nobody wrote this"


def _sent(service_url: str, target: str) -> str:
    """The answer to a request line that a client library would not write."""
    address = urlsplit(service_url)
    with socket.create_connection((str(address.hostname), address.port or 80), timeout=20) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def test_an_address_with_raw_characters(service_url: str) -> None:
    received = _sent(service_url, "/search?q=浙江")
    assert received.startswith("HTTP/1.1 400 ")
    assert "网址写法不对" in received
    assert "percent-encoded" in received
    assert "Content-Security-Policy" in received


@pytest.mark.parametrize("size", [9_000, 120_000])
def test_an_address_too_long_for_the_server(service_url: str, size: int) -> None:
    """It never reaches the application, and is still answered in our words, in both languages."""
    received = _sent(service_url, f"/search?q={'a' * size}")
    assert received.startswith("HTTP/1.1 414 ")
    assert "网址太长" in received
    assert "The address is too long" in received
    assert "Content-Security-Policy" in received
