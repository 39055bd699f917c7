"""Which of many values a page shows."""

from __future__ import annotations

from flask.testing import FlaskClient

from service.entities import newest


def test_the_latest_periods_of_each_metric_are_shown() -> None:
    stated = [("gdp", "2023", "a"), ("gdp", "2024", "b"), ("gdp", "", "c"), ("jobs", "2001", "d"), ("gdp", "2024", "e")]
    assert newest(stated, 2) == ["e", "b", "d"]
    assert newest(stated, 9) == ["e", "b", "a", "c", "d"]
    assert newest(reversed(stated), 2) == newest(stated, 2)


def test_a_page_of_one_metric_shows_all_its_values(client: FlaskClient) -> None:
    observations = client.get("/api/v1/entities/place/330000").get_json()["observations"]
    metric = observations[0]["metric"]["iri"]
    page = client.get("/id/place/330000?metric=" + metric.partition("/id/")[2], headers={"Accept": "text/html"}).text
    assert all(
        f"s-{each['iri'].rpartition('/')[2]}" in page for each in observations if each["metric"]["iri"] == metric
    )
