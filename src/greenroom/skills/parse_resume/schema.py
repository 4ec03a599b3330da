"""What `parse_resume` is given and what it gives back."""

from __future__ import annotations

from pydantic import Field

from greenroom.skills.contract import Given


class HiddenText(Given):
    """Text a human reader would not see. reason: white, tiny, off-page, invisible, zero-width, metadata."""

    page: int
    reason: str
    text: str


class ResumeText(Given):
    """A resume as its reader sees it.

    text: visible text only; lines as laid out. pages: where each page starts and ends in `text`.
    """

    text: str
    pages: list[tuple[int, int]] = []
    hidden: list[HiddenText] = []


class Phone(Given):
    """e164: "" where the country is not known."""

    e164: str = ""
    text: str


class Work(Given):
    """start and end: "YYYY-MM", "YYYY", "present" or "" where not stated. text: the description."""

    employer: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    text: str = ""


class Education(Given):
    school: str = ""
    degree: str = ""
    field: str = ""
    start: str = ""
    end: str = ""


class ParsedResume(Given):
    """The facts a resume states.

    spans: field path ("name", "emails.0", "work.1.employer") to [start, end) in the given text.
    confidence: field name to 0..1.
    """

    name: str = ""
    emails: list[str] = []
    phones: list[Phone] = []
    location: str = ""
    links: list[str] = []
    summary: str = ""
    skills: list[str] = []
    work: list[Work] = []
    education: list[Education] = []
    languages: list[str] = []
    certificates: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    confidence: dict[str, float] = Field(default={})
