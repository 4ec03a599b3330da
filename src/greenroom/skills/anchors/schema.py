"""What `anchors` is given and what it gives back."""

from __future__ import annotations

from greenroom.skills.contract import Given


class AnchorsToWrite(Given):
    """A question whose best and worst answer a recruiter has described. language: ISO 639-1, "" for the texts' own."""

    question: str
    one: str
    five: str
    key_points: list[str] = []
    language: str = ""


class AnchorsWritten(Given):
    """What stands between them. Drafts: a recruiter edits them."""

    two: str
    three: str
    four: str
