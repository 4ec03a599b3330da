"""What `report_translation` is given and what it gives back."""

from __future__ import annotations

from greenroom.skills.contract import Given


class Part(Given):
    """A piece of a report. key: the caller's own."""

    key: str
    text: str


class PartsToTranslate(Given):
    """Never a transcript: what was said stays in the language it was said in. source, target: ISO 639-1."""

    target: str
    source: str = "en"
    parts: list[Part]


class PartTranslated(Given):
    """text: in the target language where `translated`, else as it came."""

    key: str
    text: str
    translated: bool


class PartsTranslated(Given):
    """Every part, in order. untranslated: the keys of those that stay as they were."""

    parts: list[PartTranslated]
    untranslated: list[str]
