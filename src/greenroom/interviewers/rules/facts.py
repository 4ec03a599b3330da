"""Checking what a person says about a role and about how it is screened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from pydantic import ValidationError as Wrong

from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.context import LONGEST_SECTION, Context

MOST_RETAKES = 10
LONGEST_COOLDOWN = 365  # days

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


def _address(field: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        words = _line(value)
        if words and not _is_web_address(words):
            raise Refused("Write the whole address, with https:// before it.", field=field)
        return words

    return check


def _is_web_address(words: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(words)
    except ValidationError:
        return False
    return len(words) <= limits.LONGEST_ADDRESS


def _retakes(value: int) -> int:
    if not 0 <= value <= MOST_RETAKES:
        raise Refused(f"0 to {MOST_RETAKES} retakes.", field="most_retakes")
    return value


def _cooldown(value: float) -> float:
    if not 0 <= value <= LONGEST_COOLDOWN:
        raise Refused(f"0 to {LONGEST_COOLDOWN} days; fractions count.", field="retake_cooldown_days")
    return value


def _context(value: dict[str, Any]) -> dict[str, Any]:
    try:
        return Context(**value).model_dump(mode="json")
    except Wrong as wrong:
        section = str(wrong.errors()[0]["loc"][0])
        raise Refused(f"Keep each section under {LONGEST_SECTION:,} characters.", field=section) from wrong


CHECKS: dict[str, Callable[[Any], Any]] = {
    "title": title,
    "language": language,
    "location": lambda value: _within(_line(value), "location", limits.LONGEST_FACT),
    "pay": lambda value: _within(_line(value), "pay", limits.LONGEST_FACT),
    "seniority": lambda value: _within(_line(value), "seniority", limits.LONGEST_SENIORITY),
    "redirect_url": _address("redirect_url"),
    "scheduling_url": _address("scheduling_url"),
    "most_retakes": _retakes,
    "retake_cooldown_days": _cooldown,
    "context": _context,
}


def checked(changes: dict[str, Any]) -> dict[str, Any]:
    """The same changes, tidied. Raises Refused with the field that is wrong."""
    return {name: CHECKS[name](value) if name in CHECKS else value for name, value in changes.items()}
