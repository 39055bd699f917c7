"""The application over the build of samples/, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import create_app
from service.current import builds_of


@pytest.fixture(scope="session")
def app(samples_build: Path) -> Iterator[Flask]:
    made = create_app({"build": samples_build})
    yield made
    builds_of(made).stop()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def document_ids(app: Flask) -> list[str]:
    with app.app_context():
        from service.current import served

        return [info.id for info in served().build.passages.documents()]
