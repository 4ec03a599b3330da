"""Figures and names that stand in a text, and those that were added to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import fold, quantities, sentences, tokenise
from greenroom.skills.lexical.packs import pack

_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
_NOT_OURS = frozenset("I I'm I've I'd I'll".split())  # noqa: SIM905


def added(text: str, sources: str, language: str) -> list[Span]:
    """The figures and names of `text` that `sources` hold nowhere, in the order of the text."""
    found = [*_figures(text, sources, language), *_names(text, sources, language)]
    return sorted(found, key=lambda span: span.start)


def _figures(text: str, sources: str, language: str) -> Iterator[Span]:
    known = {figure.group() for figure in _FIGURE.finditer(sources)}
    values = {quantity.value for quantity in quantities(sources, language)}
    for figure in _FIGURE.finditer(text):
        said = quantities(figure.group(), language)
        same = bool(said) and all(quantity.value in values for quantity in said)
        if figure.group() not in known and not same:
            yield cut(text, *figure.span())


def _names(text: str, sources: str, language: str) -> Iterator[Span]:
    """Words in capitals inside a sentence; German writes every noun so, and its nouns may be new in a form only."""
    known = {token.norm for token in tokenise(sources)}
    small = pack(language).stopwords
    for stretch in sentences(text):
        for place, token in enumerate(tokenise(text[stretch.start : stretch.end])):
            plain = token.norm.removesuffix("'s")
            if not token.text[:1].isupper() or token.text in _NOT_OURS or plain in known or plain in small:
                continue
            common = language == "de" and any(_same_word(plain, other) for other in known)
            if place and not common:
                start = stretch.start + token.start
                yield cut(text, start, start + len(token.text))


def _same_word(one: str, other: str) -> bool:
    """Whether two German words are forms or parts of one another."""
    return min(len(one), len(other)) >= 4 and (
        fold(one)[:4] == fold(other)[:4] or one in other or other in one
    )
