"""In which language an interview is held and heard, told to who reads its pages in another."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.utils.translation import get_language

from greenroom.candidates.models import Attempt
from greenroom.stages.web_interview.config import WebInterviewConfig


def told(attempt: Attempt) -> dict[str, Any]:
    """held_in: the interview's language in the words of the page, "" where it is the page's own. any_language: whether
    typed answers may be in the candidate's own. answers_in: the language a browser expects of them (ISO 639-1)."""
    held, read = attempt.stage.interviewer.language, (get_language() or "en").split("-")[0]
    any_language = WebInterviewConfig(**attempt.config).is_multilingual
    name = "" if held == read else Locale(read).languages.get(held, held)
    return {"held_in": name, "any_language": any_language, "answers_in": read if any_language else held}
