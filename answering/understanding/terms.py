"""What a question is about once places, periods and question words are taken out: weighted terms with their
other wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from answering.understanding.query import Term
from answering.understanding.words import Words, grams
from lexicon.tables import rows

_HAN = re.compile(r"[\u3400-\u9fff]+")
_OTHER = re.compile(r"[A-Za-z][A-Za-z0-9.+]*|[0-9]+[A-Za-z][A-Za-z0-9.]*|[0-9]+(?:[.+][0-9]+)*")
_ENGLISH = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9&.+'’-]*[A-Za-z0-9])?")
Names = Mapping[str, Sequence[str]]  # a metric's name in the question, lower case, and its names in Chinese
_LONGEST_PHRASE = 6  # words of a glossary entry
_SHORT_STEM = 3
_CROSSING = 0.5  # weight of a pair that joins two words


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with blanks where the spans are."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def chinese_terms(content: str, words: Words, names: Names) -> tuple[Term, ...]:
    """`content` is the question with blanks for what was understood otherwise; `names` are metrics named in it."""
    terms = _named_terms(content, words, names)
    rest = blanked(
        content, [match.span() for name in names for match in re.finditer(re.escape(name), content, re.IGNORECASE)]
    )
    terms += [term for run in _HAN.finditer(rest) for term in _run_terms(run[0], words)]
    terms += [_term(match[0], [match[0]], words) for match in _OTHER.finditer(rest)]
    return _distinct(terms)


def english_terms(content: str, words: Words, names: Names) -> tuple[Term, ...]:
    """Terms by the glossary, longest phrases first; other words stand for themselves if they could stand in a
    report."""
    terms = _named_terms(content, words, names)
    lowered = content.lower()
    rest = blanked(content, [match.span() for name in names for match in re.finditer(re.escape(name), lowered)])
    tokens = [match[0] for match in _ENGLISH.finditer(rest)]
    at = 0
    while at < len(tokens):
        size, chinese = _phrase(tokens[at:], words)
        if chinese:
            terms.append(_term(" ".join(tokens[at : at + size]), chinese, words))
        elif _could_be_quoted(tokens[at]):
            terms.append(_term(tokens[at], [tokens[at]], words))
        at += max(size, 1)
    return _distinct(terms)


def _named_terms(content: str, words: Words, names: Names) -> list[Term]:
    """A metric counts as one term, whatever its name is called in a report."""
    return [_term(name, [name, *others], words) for name, others in names.items() if name in content.lower()]


def whole_term(name: str, words: Words) -> Term:
    """A name as one term."""
    return _term(name, [name], words)


def known_words(text: str, words: Words) -> list[tuple[int, int]]:
    """Where words of paraphrases.csv of three characters and more stand."""
    return [
        (run.start() + start, run.start() + end)
        for run in _HAN.finditer(text)
        for start, end in _known(run[0], words)
        if end - start > 2
    ]


def known_phrases(text: str, words: Words) -> list[tuple[int, int]]:
    """Where phrases of glossary.csv of two words and more stand (send to market)."""
    tokens = list(_ENGLISH.finditer(text))
    found = []
    for at in range(len(tokens)):
        size, chinese = _phrase([token[0] for token in tokens[at:]], words)
        if chinese and size > 1:
            found.append((tokens[at].start(), tokens[at + size - 1].end()))
    return found


def translation(terms: Sequence[Term], words: Words) -> str:
    """The first Chinese wording of each term that has one; other terms as they are."""
    found = (words.glossary[key][0] if (key := glossary_key(term.text, words)) else term.text for term in terms)
    return " ".join(found)


def _run_terms(run: str, words: Words) -> Iterator[Term]:
    known = list(_known(run, words))
    inside = {at for start, end in known for at in range(start, end - 1)}
    for start, end in known:
        surface = run[start:end]
        yield _term(surface, [surface, *words.paraphrases[surface]], words)
    for at, (left, right) in enumerate(pairwise(run)):
        if at not in inside:
            crossing = any(at in (start - 1, end - 1) for start, end in known)
            yield _term(left + right, [left + right], words, share=_CROSSING if crossing else 1.0)
    if len(run) == 1:
        yield _term(run, [run], words, share=_CROSSING)


def _known(run: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where words of paraphrases.csv stand, longest first from the left."""
    at = 0
    while at < len(run):
        size = next((n for n in range(min(10, len(run) - at), 1, -1) if run[at : at + n] in words.paraphrases), 0)
        if size:
            yield at, at + size
        at += size or 1


def _phrase(tokens: Sequence[str], words: Words) -> tuple[int, Sequence[str]]:
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        key = glossary_key(" ".join(tokens[:size]), words)
        if key:
            return size, words.glossary[key]
    return 1, ()


def glossary_key(phrase: str, words: Words) -> str | None:
    """The glossary's form of a phrase: without 's, hyphens or plural, in either spelling."""
    lowered = phrase.lower().removesuffix("'s").removesuffix("’s")
    spaced = lowered.replace("-", " ")
    forms = (lowered, spaced, *_singular(spaced), *_verb_forms(spaced), spaced + "s", spaced.replace(" ", "-"))
    spelt = (form.replace(british, american) for british, american in _spellings() for form in forms if british in form)
    back = (form.replace(american, british) for british, american in _spellings() for form in forms if american in form)
    return next((form for form in (*forms, *spelt, *back) if form in words.glossary), None)


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((row["british"], row["american"]) for row in rows("spellings.csv"))


def _verb_forms(word: str) -> Iterator[str]:
    """deliver, delivered, delivering, delivers; a phrase keeps its other words."""
    stem = word.removesuffix("ing").removesuffix("ed").removesuffix("es").removesuffix("s")
    if len(stem) > _SHORT_STEM and " " not in word:
        yield from (stem, stem + "e", stem + "ed", stem + "d", stem + "s", stem + "ing")


def _singular(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _could_be_quoted(token: str) -> bool:
    """Numbers, and words with a digit or two capitals (5G, AAA), stand in Chinese reports as they are."""
    return any(char.isdigit() for char in token) or sum(char.isupper() for char in token) > 1


def _term(text: str, alternatives: Iterable[str], words: Words, *, share: float = 1.0) -> Term:
    sets = tuple(dict.fromkeys(grams(alternative) for alternative in alternatives))
    weight = max(sum(map(words.weight, found)) / len(found) ** 0.5 for found in sets)
    return Term(text, round(share * weight, 4), sets)


def _distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple({term.text: term for term in reversed(list(terms))}.values())[::-1]
