"""What a report shows, and how: one model for the page, the PDF, the ZIP and the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

Style = Literal["modern", "classic"]
Language = Literal["", "en", "es", "fr", "de", "pt", "ar"]
CLASSIC_LANGUAGE = "en"


class Options(BaseModel):
    """style: classic is in English only. language: of headings and reasons, "" for the interviewer's own.

    The transcript, quotes and notes stay in the words they were said in, whatever the language. resume: its text, as
    it was read. reviews: what members said of scores. flags: what was noticed in the conversation and changes no score.
    proficiency: how well the language is spoken. structured: answers with a meaning, such as pay or notice. claims:
    statements that do not line up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    style: Style = "modern"
    language: Language = ""
    contact: bool = True
    scores: bool = True
    reasons: bool = True
    reviews: bool = True
    chips: bool = True
    highlights: bool = True
    lowlights: bool = True
    proficiency: bool = True
    structured: bool = True
    claims: bool = True
    tags: bool = True
    flags: bool = True
    transcript: bool = True
    resume: bool = False
    notes: bool = False

    def spoken(self, own: str) -> str:
        """The language the report is in, for an interviewer whose own is `own`."""
        return CLASSIC_LANGUAGE if self.style == "classic" else self.language or own


SWITCHES = tuple(name for name, field in Options.model_fields.items() if field.annotation is bool)
"""The parts that can be left out, in the order in which they are asked."""


class Contents(BaseModel):
    """What a ZIP holds for each candidate."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: bool = True
    resume: bool = True
    video: bool = False
    audio: bool = False


def read(kept: Mapping[str, Any]) -> Options:
    """Options that were kept, whatever has become of the model since: what is not understood is the default.

    A part that could not be chosen then is left out, so that a link shows no more than whoever made it knew of.
    """
    known = {name: value for name, value in kept.items() if name in Options.model_fields}
    if known:
        known = dict.fromkeys(SWITCHES, False) | known
    try:
        return Options(**known)
    except ValidationError:
        return Options()
