"""What an agency the question names carries out, and what a place it names was awarded, over the whole graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from answering.facts import Link
from answering.gathering import years_asked
from answering.library import Library
from answering.things.found import asked_type
from answering.understanding.query import Query
from answering.understanding.words import word_list
from extraction.agents import find_agencies

_DONE = ("implements", "operates", "issues")
_AWARDED = ("designatedAs", "receives")
_HONOURS = ("Designation", "Award")
_LITTLE = 0.36  # weight of a pair that joins two words
_TYPE_WORD = 2  # characters at the end of what is asked for that its names end with (专项行动, 行动)


def find_doings(library: Library, query: Query) -> list[Link] | None:
    """One for each thing, of the years asked for; None where no agency is named, or none that is known to do
    things of the kind."""
    kind = query.asked[-_TYPE_WORD:]
    if len(kind) < _TYPE_WORD:
        return None
    agencies = _agencies(library, query)
    years = years_asked(query)
    known = {
        link.object: link
        for link in (library.links_from(agencies, _DONE) if agencies else ())
        if link.object_label.strip("”》").endswith(kind) and link.object_label not in query.text
    }
    return _timely(known.values(), years) if known else None


def find_honours(library: Library, query: Query) -> list[Link] | None:
    """Designations and awards of the one place named, where nothing else is said of them (南京市获得了哪些称号);
    None for any other question."""
    if len(query.places) != 1 or asked_type(query.asked, query.language) not in _HONOURS or _says_more(query):
        return None
    links = library.links_from([query.places[0].name], _AWARDED)
    return (
        _timely({link.object: link for link in links if link.status == "achieved"}.values(), years_asked(query)) or None
    )


def _says_more(query: Query) -> bool:
    """Whether the question says which honours it means, beside that they are some."""
    plain = word_list("list_words.csv", "honoured")
    return any(term.weight > _LITTLE and not any(word in term.text for word in plain) for term in query.terms)


def _timely(links: Iterable[Link], years: Collection[str]) -> list[Link]:
    return [link for link in links if not years or (link.time or "")[:4] in years]


def _agencies(library: Library, query: Query) -> list[str]:
    """The full names the question's agency has in the documents of its place, or of any if it names none."""
    codes = {place.code: place.name for place in query.places}
    names: dict[str, None] = {}
    for context in {source.context.place_code: source.context for source in library.sources.values()}.values():
        if codes:
            code, place = next(iter(codes.items()))
            context = replace(context, place=place, place_code=code)
        names.update(dict.fromkeys(mention.name for mention in find_agencies(query.text, context)))
    return list(names)
