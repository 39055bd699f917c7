"""What a document says about itself: genre, area, publisher, dates. Patterns stand in data/rules/documents.yaml."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from extraction.context import DocumentContext, Genre
from extraction.rules import pattern_rules
from lexicon.places import COUNTRY, Place, Places
from lexicon.tables import rows
from model.document import Document, PassageKind

_NAME = 20  # a folder name or the area of a congress is shorter
_HEAD = 600  # characters of the opening, markup of the front matter excluded
_ARTICLE = 5000  # a shorter text whose file name has a day is a press article
_TITLE_WEIGHT = 5
_BODY = 6000  # characters in which places and years are counted
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
_MARKUP = re.compile(r"[*#_>\s]+|<!--.*?-->")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERAL = "一二三四五六七八九十"
_CHINESE_DATE = re.compile(rf"([〇○零{_NUMERAL}]{{4}})年([{_NUMERAL}]{{1,2}})月([{_NUMERAL}]{{1,3}})日")
_DATE_KEYS = ("date", "issued", "published", "pubdate", "article:published_time", "publishdate")


def describe(document: Document) -> DocumentContext:
    """The context of a document; a field that nothing in it tells is None."""
    text = _FRONT_MATTER.sub("", document.text, count=1)
    head = _plain(text[: 2 * _HEAD])[:_HEAD]
    genre = _genre(document, head)
    issued = _issued(document, genre, head)
    place = _place(document, genre, head, text[:_BODY])
    year, subject_year = _years(document, genre, issued, text)
    return DocumentContext(
        genre=genre,
        place=place.name if place else None,
        place_code=place.code if place else None,
        publisher=_publisher(genre, place),
        issued=issued,
        year=year,
        subject_year=subject_year,
    )


def _plain(text: str) -> str:
    """Without markup and line breaks, Chinese dates in digits."""
    return _CHINESE_DATE.sub(_digit_date, _MARKUP.sub(" ", text)).strip()


def _digit_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year.translate(_DIGITS)}年{_small(month)}月{_small(day)}日"


def _small(numeral: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = numeral.rpartition("十")
    return int((tens or "1").translate(_DIGITS)) * 10 * bool(ten) + int((ones or "0").translate(_DIGITS))


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    return next(entry.pattern for entry in pattern_rules("documents") if entry.id == rule)


def _genre(document: Document, head: str) -> Genre:
    if _pattern("statistics-title").search(document.title):
        return Genre.STATISTICS
    if _pattern("report-title").search(document.title) or _pattern("report-head").search(head[:300]):
        return Genre.REPORT
    short_and_dated = len(document.text) < _ARTICLE and _dated_address(document)
    return Genre.NEWS if short_and_dated or _pattern("news-head").search(head[:300]) else Genre.OTHER


def _issued(document: Document, genre: Genre, head: str) -> str | None:
    stated = document.issued or next((document.metadata[key] for key in _DATE_KEYS if document.metadata.get(key)), None)
    if stated:
        return stated
    opening = _pattern("opening-date").search(f"{_plain(document.title)} {head[:250]}")
    if opening and genre in (Genre.REPORT, Genre.STATISTICS):
        return _iso(opening)
    dated = _dated_address(document)
    named = _pattern("year-in-name").search(f"{document.source.rpartition('/')[2]} {document.title}")
    if named and not (dated and dated.startswith(named["year"])):
        return named["year"]
    return dated


def _dated_address(document: Document) -> str | None:
    address = f"{document.metadata.get('source', '')} {document.source}"
    for rule in ("address-date", "address-stamp"):
        found = _pattern(rule).search(address)
        if found:
            return _iso(found)
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _place(document: Document, genre: Genre, head: str, body: str) -> Place | None:
    if genre in (Genre.REPORT, Genre.STATISTICS):
        return _governed(document, head) or _prominent(document, body)
    return _prominent(document, body) or _from_path(document)


def _governed(document: Document, head: str) -> Place | None:
    """The area of the folder, else of the congress in the opening lines, else of the title."""
    congress = _pattern("congress").search(head)
    for text in (*_folders(document), congress["area"] if congress else "", head[:200], document.title):
        if _pattern("national").search(text):
            return Places.load().by_code(COUNTRY)
        found = [mention.place for mention in Places.load().find(text) if mention.place.code != COUNTRY]
        if found:
            return found[-1] if len(text) < _NAME else found[0]
    return None


def _folders(document: Document) -> list[str]:
    """File name and folders of the source, the nearest first."""
    return [part for part in reversed(re.split(r"[/\\]", document.source)) if len(part) < _NAME]


def _from_path(document: Document) -> Place | None:
    found = (Places.load().find(part) for part in _folders(document))
    return next((mentions[-1].place for mentions in found if mentions), None)


def _prominent(document: Document, body: str) -> Place | None:
    """The place spoken of most, the title counting several times; None when unrelated places are spoken of alike."""
    places = Places.load()
    text = _pattern("dateline").sub("", _heading(document.title, body) * _TITLE_WEIGHT + _MARKUP.sub("", body))
    counts = Counter(mention.place for mention in places.find(text) if mention.place.code != COUNTRY)
    weights = {place: count + _inner(counts, place) for place, count in counts.items()}
    top = max(weights, key=lambda place: (weights[place], place.level == "county", place.code), default=None)
    central = len(_pattern("central").findall(text))
    if top is None or central > weights[top]:
        return places.by_code(COUNTRY) if central else None
    rivals = [p for p in counts if not places.covers(top, p) and not places.covers(p, top)]
    if any(counts[rival] * 3 > 2 * weights[top] for rival in rivals):
        return None
    return _raised(top, text)


def _heading(title: str, body: str) -> str:
    """The title, "" when it is nothing but the beginning of the text."""
    return "" if title.rstrip("…")[:12] in body[:80] else f"{title}。"


def _inner(counts: Counter[Place], outer: Place) -> int:
    """How often one of several different places inside is named: three towns of a province speak for the province."""
    inside = [counts[place] for place in counts if place != outer and Places.load().covers(outer, place)]
    return sum(inside) if len(inside) > 2 else 0


def _raised(place: Place, text: str) -> Place:
    """The province of a town where the text speaks of the whole province (全省) and not of the town (全市)."""
    provincial, municipal = (len(_pattern(rule).findall(text)) for rule in ("provincial", "municipal"))
    if place.level == "province" or provincial <= municipal:
        return place
    return next((outer for outer in Places.load().ancestors(place) if outer.level == "province"), place)


def _publisher(genre: Genre, place: Place | None) -> str | None:
    """A report's is the government of the area, a bulletin's its statistical office."""
    if place is None or genre not in (Genre.REPORT, Genre.STATISTICS):
        return None
    office = next(row for row in rows("publishers.csv") if row["genre"] == genre.value)
    return office["national"] if place.code == COUNTRY else place.name + office["suffix"]


def _years(document: Document, genre: Genre, issued: str | None, text: str) -> tuple[int | None, int | None]:
    """The year 今年 means and the year looked back at."""
    year = int(issued[:4]) if issued and issued[:4].isdigit() else None
    closing = genre is Genre.REPORT and (issued or "")[5:7] == "12"  # given in December: it looks back at its own year
    if year and (closing or genre is Genre.NEWS):
        return year, year
    if genre in (Genre.REPORT, Genre.STATISTICS):
        subject = _review_year(document, text, year) or (year - 1 if year else None)
        return year or (subject + 1 if subject else None), subject
    spoken = Counter(int(found) for found in re.findall(r"(?<!\d)((?:19|20)\d\d)年", text))
    near = [found for found in spoken if year is None or year - 1 <= found <= year]  # about its own year or the last
    subject = max(near, key=lambda y: (spoken[y], y), default=year)
    looks_back = _pattern("look-back").search(document.title + text[:200]) is not None
    named_after_subject = document.issued is None and issued == str(subject) and looks_back  # …-2023.txt
    if subject is not None and (year is None or named_after_subject):
        year = subject + 1 if looks_back or subject + 1 in spoken else subject
    return year, subject


def _review_year(document: Document, text: str, year: int | None) -> int | None:
    headings = [passage.text for passage in document.passages if passage.kind is PassageKind.HEADING][:6]
    for heading in [document.title, *headings, _plain(text[: 2 * _HEAD])[:_HEAD]]:
        found = _pattern("review-year").search(heading)
        if found and (year is None or year - 1 <= int(found["year"]) <= year) and int(found["year"]) != year:
            return int(found["year"])
    return None
