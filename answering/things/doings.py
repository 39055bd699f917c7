"""What an agency the question names carries out, runs or issues, over the whole graph."""

from __future__ import annotations

from dataclasses import replace

from answering.facts import Link
from answering.gathering import years_asked
from answering.library import Library
from answering.understanding.query import Query
from extraction.agents import find_agencies

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
        for link in (library.links_from(agencies) if agencies else ())
        if link.object_label.strip("”》").endswith(kind) and link.object_label not in query.text
    }
    timely = [link for link in known.values() if not years or (link.time or "")[:4] in years]
    return timely if known else None


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
