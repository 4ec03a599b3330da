"""What `summarize` is given and what it gives back."""

from __future__ import annotations

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class TextToShorten(Given):
    """sentences: at most as many come back. language: ISO 639-1, "" to detect it."""

    text: str
    sentences: int = Field(default=3, ge=1, le=20)
    language: str = ""


class ToldInShort(Given):
    """summary: what is told. sources: the sentences of the text it rests on, in the text's order.

    The built-in engine tells those sentences as they are, so that the summary is their words.
    """

    summary: str
    sources: list[Span]
