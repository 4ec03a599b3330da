"""From the bytes of a page to a posting."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.interviewers.posting import charset, markup, readable, signs, structured
from greenroom.media.extraction import Unreadable, extract

HTML = frozenset(("text/html", "application/xhtml+xml", "application/xml", "text/xml", ""))
LONGEST_TITLE = 160


class NoPosting(Exception):
    """The page holds no job posting. message: what a person is told."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Posting:
    """A job posting as lines of text. url: where it was found."""

    text: str
    title: str
    url: str


def read(content: bytes, *, url: str, media_type: str = "", said_charset: str = "") -> Posting:
    """The posting of a page, or of the document at its address. Raises NoPosting.

    media_type, said_charset: as its server named them; what the bytes themselves say comes first.
    """
    if _is_document(content, media_type):
        return _from_document(content, url)
    root = markup.tree(charset.decode(content, said=said_charset))
    if root is None:
        raise _nothing()
    told = structured.find(root)
    if told is not None:
        return Posting(told.text, (told.title or readable.title(root))[:LONGEST_TITLE], url)
    title, text = readable.title(root), readable.main_text(root)
    if not signs.is_posting(text):
        raise _nothing()
    if title and title.casefold() not in text[: 2 * len(title) + 200].casefold():
        text = f"{title}\n\n{text}"
    return Posting(text, title[:LONGEST_TITLE], url)


def _is_document(content: bytes, media_type: str) -> bool:
    start = content[:1024].lstrip()
    if start.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        return True
    return media_type not in HTML and not start[:200].lower().startswith((b"<!doctype html", b"<html"))


def _from_document(content: bytes, url: str) -> Posting:
    try:
        text = markup.lines(extract(content).text)
    except Unreadable as problem:
        raise NoPosting(f"What is at this address cannot be read. {problem.message}") from problem
    if not signs.is_posting(text):
        raise _nothing()
    return Posting(text, " ".join(text.split("\n", 1)[0].split())[:LONGEST_TITLE], url)


def _nothing() -> NoPosting:
    return NoPosting(
        "No job posting was found on this page. If your browser shows one there, copy its text and paste it."
    )
