"""From bytes to an `Extracted`, in this process and without a time limit; `process` adds the bounds."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from greenroom.media.extraction.contract import Extracted, Hidden, Limits, Unreadable
from greenroom.media.extraction.normalise import clean, split_zero_width
from greenroom.media.extraction.recognise import DOCX, ODT, PDF, RTF, TEXT, recognise

_READERS = {PDF: "pdf", DOCX: "docx", ODT: "odt", RTF: "rtf", TEXT: "plain"}


def read(data: bytes, limits: Limits) -> Extracted:
    """The text of a document; `Unreadable` says why there is none."""
    if len(data) > limits.file_bytes:
        raise Unreadable("too_large")
    media_type = recognise(data, limits)
    pages, hidden = _reader(media_type, data, limits)
    shown, more = _without_zero_width(pages)
    texts = [clean(page) for page in shown]
    if sum(map(len, texts)) > limits.characters:
        raise Unreadable("too_long")
    if len(texts) > limits.pages:
        raise Unreadable("too_many_pages")
    if not any(char.isalnum() for text in texts for char in text):
        raise Unreadable("no_text")
    text, spans = _join(texts)
    return Extracted(text, spans, _distinct([*hidden, *more]), media_type)


def _reader(media_type: str, data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """Run the reader of one media type; each brings its own libraries, so only that one is imported."""
    name = _READERS[media_type]
    module = import_module(f"greenroom.media.extraction.{name}")
    read_it: Callable[[bytes, Limits], tuple[list[str], list[Hidden]]] = getattr(module, f"read_{name}")
    return read_it(data, limits)


def _without_zero_width(pages: list[str]) -> tuple[list[str], list[Hidden]]:
    shown, hidden = [], []
    for number, page in enumerate(pages, 1):
        visible, message = split_zero_width(page)
        shown.append(visible)
        if message:
            hidden.append(Hidden(number, "zero-width", message))
    return shown, hidden


def _join(texts: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 1
    return "\n".join(texts), tuple(spans)


def _distinct(hidden: list[Hidden]) -> tuple[Hidden, ...]:
    return tuple(dict.fromkeys(hidden))
