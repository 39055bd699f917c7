"""The pages without a browser: what they say, in both languages, and that what documents say is only text."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import create_app
from service.current import builds_of
from service.language import words

QUESTION = "浙江2024年地区生产总值增速"
ANSWERS = [f"/search?q={QUESTION}", "/search?q=火星上有多少人口"]
PAGES = [*ANSWERS, "/", "/coverage", "/checks", "/checks?place=320000", "/help", "/explore", "/metrics/gdp"]


class Page(HTMLParser):
    """Tags with their attributes; `unclosed` is what was still open at the end."""

    VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed and self.unclosed[-1] == tag, f"</{tag}> closes {self.unclosed[-3:]}"
        self.unclosed.pop()


def harmless(script: dict[str, str | None]) -> bool:
    """One of our own files, or data, which no browser runs."""
    return (script.get("src") or "").startswith("/static/") or script.get("type") == "application/ld+json"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_and_speak_one_language(client: FlaskClient, path: str, language: str) -> None:
    response = client.get(path, headers={"Accept-Language": language, "Accept": "text/html"})
    assert response.status_code == 200
    page = Page(response.text)
    assert page.unclosed == []
    assert dict(page.tags[0][1]).get("lang") == {"zh": "zh-Hans", "en": "en"}[language]
    wordless = set(re.findall(r">\s*(\w+\.\w+)\s*<", response.text))
    assert not wordless & words("zh").keys()


@pytest.mark.parametrize("path", PAGES)
def test_no_script_or_style_is_inline(client: FlaskClient, path: str) -> None:
    for tag, attributes in Page(client.get(path).text).tags:
        assert tag != "style"
        assert tag != "script" or harmless(attributes)
        assert not {name for name in attributes if name == "style" or name.startswith("on")}
        address = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or "/"
        assert address.startswith("/"), (tag, address)


@pytest.mark.parametrize("path", PAGES)
def test_links_of_a_page_lead_somewhere(client: FlaskClient, path: str) -> None:
    links = {attributes.get("href") or "" for tag, attributes in Page(client.get(path).text).tags if tag == "a"}
    for link in sorted(link for link in links if link.startswith("/"))[:15]:
        response = client.get(link.partition("#")[0], headers={"Accept": "text/html"})
        assert response.status_code in (200, 302, 303), link


def test_the_language_is_kept_in_a_cookie(client: FlaskClient) -> None:
    assert "Chaotou" in client.get("/?lang=en").text
    assert 'lang="en"' in client.get("/help").text
    client.get("/?lang=zh")
    assert 'lang="zh-Hans"' in client.get("/help", headers={"Accept-Language": "en"}).text


def test_an_answer_stands_first_with_its_sentence(client: FlaskClient) -> None:
    record = client.get("/api/v1/answer", query_string={"q": QUESTION}).get_json()
    assert record["answer"]["status"] == "answered"
    row = record["answer"]["rows"][0]
    page = unescape(client.get("/search", query_string={"q": QUESTION}).text)
    assert 'class="big number"' in page
    assert f"<mark>{row['evidence'][0]['quote']}</mark>" in page
    assert page.index('class="big number"') < page.index("<mark>") < page.index('id="passages"')


def test_an_answer_has_the_fields_of_the_contract(client: FlaskClient) -> None:
    record = client.get("/api/v1/answer", query_string={"q": QUESTION}).get_json()
    assert {"text", "language", "class", "filters"} <= record["query"].keys()
    assert {"status", "text", "rows", "sparql"} <= record["answer"].keys()
    assert record["took_ms"] >= 0
    for row in record["answer"]["rows"]:
        for evidence in row["evidence"]:
            assert {"quote", "sentence", "start", "end", "document"} <= evidence.keys()
            assert {"iri", "title", "issued", "source"} <= evidence["document"].keys()
    for hit in record["hits"]:
        assert {"passage", "text", "score", "start", "end", "document"} <= hit.keys()


def test_evidence_stands_in_the_document_at_its_offsets(client: FlaskClient) -> None:
    record = client.get("/api/v1/answer", query_string={"q": QUESTION}).get_json()
    evidence = record["answer"]["rows"][0]["evidence"][0]
    id = evidence["document"]["iri"].rpartition("/")[2]
    text = client.get(f"/api/v1/documents/{id}").get_json()["text"]
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_chip_taken_back_asks_again_without_it(client: FlaskClient) -> None:
    page = unescape(client.get("/search", query_string={"q": QUESTION}).text)
    links = re.findall(r'href="(/search\?q=[^"]*without=[^"]*)"', page)
    assert links
    before = client.get("/api/v1/answer", query_string={"q": QUESTION}).get_json()["query"]["filters"]
    after = client.get(links[0].replace("/search", "/api/v1/answer")).get_json()["query"]["filters"]
    assert len(after) < len(before)


def test_csv_has_every_row_with_its_source(client: FlaskClient) -> None:
    question = {"q": "比较浙江和江苏2024年地区生产总值增速"}
    rows = client.get("/api/v1/answer", query_string=question).get_json()["answer"]["rows"]
    text = client.get("/api/v1/answer", query_string={**question, "format": "csv"}).text
    table = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(table) == len(rows) > 1
    assert all(line["quote"] and line["document"] and line["value"] for line in table)


def test_a_comparison_has_a_figure(client: FlaskClient) -> None:
    page = unescape(client.get("/search", query_string={"q": "比较浙江和江苏2024年地区生产总值增速"}).text)
    image = re.search(r'<img src="(/figures/[^"]+)" alt="([^"]+)"', page)
    assert image and "浙江" in image[2]
    drawn = client.get(image[1])
    assert drawn.status_code == 200 and drawn.mimetype == "image/svg+xml"


def test_things_of_an_answer_are_named_in_both_languages(client: FlaskClient) -> None:
    asked = {"q": "What was Zhejiang's GDP growth in 2024?"}
    place = client.get("/api/v1/answer", query_string=asked).get_json()["answer"]["rows"][0]["place"]
    assert place["label"] == "浙江省"
    assert place["labels"] == {"zh": "浙江省", "en": "Zhejiang"}
    table = client.get("/api/v1/answer", query_string={**asked, "format": "csv", "lang": "en"}).text
    assert "Zhejiang" in table and "浙江省," not in table


def test_what_is_not_said_is_not_answered(client: FlaskClient) -> None:
    page = client.get("/search?q=火星上有多少人口").text
    assert "没有找到答案" in page
    assert 'class="big' not in page


def test_every_document_page_underlines_its_statements(client: FlaskClient, document_ids: list[str]) -> None:
    for id in document_ids:
        page = client.get(f"/documents/{id}").text
        listed = re.findall(r'<li id="(s-\w+)">', page)
        assert len(listed) == len(set(listed))
        for key in listed:
            assert f'id="t{key}"' in page and f'href="#t{key}"' in page
        assert Page(page).unclosed == []


def test_the_text_of_a_document_page_is_the_document(client: FlaskClient, document_ids: list[str]) -> None:
    for id in document_ids[:6]:
        text = client.get(f"/api/v1/documents/{id}").get_json()["text"]
        page = client.get(f"/documents/{id}").text
        inner = page[page.index("data-explained>") + len("data-explained>") : page.index("</div>\n</section>")]
        shown = unescape(re.sub(r"<[^>]*>", "", inner))
        assert shown.strip() == text.replace("\r\n", "\n").strip()


def test_an_entity_page_links_its_forms(client: FlaskClient) -> None:
    page = client.get("/id/place/330000", headers={"Accept": "text/html"}).text
    assert "浙江省" in page and "330000" in page
    turtle = client.get("/id/place/330000", headers={"Accept": "text/turtle"})
    assert turtle.mimetype in ("text/turtle",) or turtle.status_code == 303


def test_suggestions_and_metrics(client: FlaskClient) -> None:
    names = client.get("/api/v1/suggest?q=生产总值").get_json()["suggestions"]
    assert any("生产总值" in each["text"] for each in names)
    metrics = client.get("/api/v1/metrics?q=GDP").get_json()["metrics"]
    assert metrics and metrics[0]["id"] == "gdp"


def test_series_and_comparison(client: FlaskClient) -> None:
    series = client.get("/api/v1/series?metric=gdp&place=330000&measure=growth").get_json()
    assert [point["period"] for point in series["points"]] == sorted(point["period"] for point in series["points"])
    compared = client.get("/api/v1/compare?metric=gdp&period=2024&places=330000,320000&measure=growth").get_json()
    assert {row["place"]["label"] for row in compared["rows"]} == {"浙江省", "江苏省"}


def test_claims_and_disagreements_are_of_something(client: FlaskClient) -> None:
    claims = client.get("/api/v1/rank-claims?place=320000").get_json()["claims"]
    assert claims and all(claim["verdict"] in ("supported", "contradicted", "uncheckable") for claim in claims)
    assert "disagreements" in client.get("/api/v1/disagreements?metric=gdp").get_json()
    assert client.get("/api/v1/disagreements").status_code == 400


def test_the_network_around_a_thing(client: FlaskClient) -> None:
    found = client.get("/api/v1/graph?focus=江苏省&depth=2").get_json()
    ids = {node["id"] for node in found["nodes"]}
    assert found["focus"] in ids
    assert all(edge["source"] in ids and edge["target"] in ids for edge in found["edges"])
    assert all(edge["evidence"] for edge in found["edges"])


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_as_a_file(client: FlaskClient, form: str) -> None:
    response = client.get(f"/api/v1/graph?focus=江苏省市场监督管理局&format={form}")
    assert response.mimetype == f"application/{form}+xml"
    root = ElementTree.fromstring(response.data)
    said = {text for element in root.iter() for text in (element.text, *element.attrib.values())}
    assert root.tag.endswith(form) and "江苏省市场监督管理局" in said


def test_a_path_between_two_things(client: FlaskClient) -> None:
    around = client.get("/api/v1/graph?focus=江苏省市场监督管理局").get_json()
    other = next(node["id"] for node in around["nodes"] if node["id"] != around["focus"])
    found = client.get("/api/v1/graph", query_string={"focus": around["focus"], "target": other}).get_json()
    assert [node["id"] for node in found["nodes"]] == [around["focus"], other]
    page = client.get("/explore", query_string={"focus": around["focus"], "target_id": other}).text
    assert f'data-target="{other}"' in page


HOSTILE = """<script>alert(1)</script>2024年，<img src=x onerror=alert(2)>江苏省"><svg onload=alert(3)>
地区生产总值增长5.9%。
{{ 7*7 }} {% raw %} 全省城镇新增就业</mark></a></p><script>alert(4)</script>131.5万人。
=HYPERLINK("http://127.0.0.1/")江苏省粮食产量达到三千万吨。 javascript:alert(5)
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("hostile")
    name = "2024 \"><script>alert(6)<script> 'x' & y.md"
    title = '江苏省<script>alert(7)</script>"onmouseover="alert(8) 2024年工作报告'
    front = f"---\ntitle: '{title}'\nsource: 'javascript:alert(9)'\n---\n"
    (folder / "docs").mkdir()
    (folder / "docs" / name.replace("/", "")).write_text(front + HOSTILE, encoding="utf-8")
    command = [sys.executable, "ingest.py", str(folder / "docs"), "--output", str(folder / "out"), "--workers", "1"]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    app = create_app({"build": folder / "out" / "current"})
    builds_of(app).stop()
    return app


def test_hostile_text_stays_text(hostile: Flask) -> None:
    client = hostile.test_client()
    document = re.search(r"/documents/\w+", client.get("/coverage").text)
    assert document
    questions = ["/search?q=江苏省2024年地区生产总值增速", "/search?q=<script>alert(0)</script>"]
    for path in ["/", "/coverage", document[0], *questions, "/metrics/gdp", "/id/place/320000"]:
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 200, path
        page = Page(response.text)
        assert page.unclosed == []
        for tag, attributes in page.tags:
            assert tag not in ("svg", "iframe", "object")
            assert tag != "script" or harmless(attributes)
            assert not any(name.startswith("on") for name in attributes), (path, tag, attributes)
            for name in ("href", "src", "action"):
                assert not (attributes.get(name) or "").startswith("javascript:"), path


def test_hostile_text_stays_text_in_json_and_csv(hostile: Flask) -> None:
    client = hostile.test_client()
    question = {"q": "江苏省2024年地区生产总值增速"}
    response = client.get("/api/v1/answer", query_string=question)
    assert response.mimetype == "application/json"
    json.loads(response.data)
    table = client.get("/api/v1/answer", query_string={**question, "format": "csv"})
    assert table.headers["Content-Disposition"].startswith("attachment")
    for line in csv.reader(io.StringIO(table.text.lstrip("\ufeff"))):
        assert not any(cell.startswith(("=HYPER", "@", "+")) for cell in line)
