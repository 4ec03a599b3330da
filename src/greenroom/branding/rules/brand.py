"""What one candidate page, or one letter, shows of a company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from greenroom.branding.rules import words
from greenroom.branding.rules.look import Look


@dataclass(frozen=True)
class Image:
    """A picture anybody can see. path: of its address; width, height: pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Brand:
    """name: of the company. has_look: whether anything but the workspace's accent was chosen.

    logo, backdrop, avatar: None where there is none or it is switched off. welcome, complete: language to words.
    """

    name: str
    look: Look
    has_look: bool = False
    header_text: str = ""
    logo: Image | None = None
    backdrop: Image | None = None
    avatar: Image | None = None
    powered_by: bool = True
    privacy_url: str = ""
    terms_url: str = ""
    support_url: str = ""
    welcome: Mapping[str, str] = field(default_factory=dict)
    complete: Mapping[str, str] = field(default_factory=dict)

    def welcome_words(self, language: str, *, job_title: str, candidate_name: str = "") -> str:
        """The company's own welcome in this language, "" where it has none."""
        return self._filled(self.welcome, language, job_title=job_title, candidate_name=candidate_name)

    def complete_words(self, language: str, *, job_title: str, candidate_name: str = "") -> str:
        """The company's own words at the end, in this language, "" where it has none."""
        return self._filled(self.complete, language, job_title=job_title, candidate_name=candidate_name)

    def _filled(self, said: Mapping[str, str], language: str, **facts: str) -> str:
        return words.filled(words.spoken(said, language), {**facts, "company_name": self.name})
