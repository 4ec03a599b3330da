"""Checking what a person says about a role: title, place, pay, seniority, language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.interviewers.rules import limits

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "ar": "Arabic",
}


def title(value: str) -> str:
    words = _line(value)
    if not words:
        raise Refused("Give the role a title.", field="title")
    return _within(words, "title", limits.LONGEST_TITLE)


def language(value: str) -> str:
    """An ISO 639-1 code as the plan found it, or one that can be chosen. Raises Refused for anything else."""
    code = _line(value).lower()
    if not (code in LANGUAGES or (len(code) == 2 and code.isascii() and code.isalpha())):
        raise Refused("Choose one of the languages.", field="language")
    return code


def _line(value: str) -> str:
    return " ".join(clean(value).split())


def _within(words: str, field: str, longest: int) -> str:
    if len(words) > longest:
        raise Refused(f"Keep it under {longest} characters.", field=field)
    return words


CHECKS: dict[str, Callable[[str], str]] = {
    "title": title,
    "language": language,
    "location": lambda value: _within(_line(value), "location", limits.LONGEST_FACT),
    "pay": lambda value: _within(_line(value), "pay", limits.LONGEST_FACT),
    "seniority": lambda value: _within(_line(value), "seniority", limits.LONGEST_SENIORITY),
}


def checked(changes: dict[str, Any]) -> dict[str, Any]:
    """The same changes, tidied. Raises Refused with the field that is wrong."""
    return {name: CHECKS[name](value) if name in CHECKS else value for name, value in changes.items()}
