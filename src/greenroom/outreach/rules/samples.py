"""Invented values, to show a message with."""

from __future__ import annotations

from datetime import UTC, datetime

from greenroom.outreach.rules.moments import in_words
from greenroom.outreach.rules.wording import harmless

MOMENT = datetime(2030, 5, 17, 16, 0, tzinfo=UTC)
TITLES = {
    "en": "Shift Supervisor",
    "es": "Supervisora de turno",
    "fr": "Chef d'équipe",
    "de": "Schichtleitung",
    "pt": "Supervisora de turno",
    "ar": "مشرف وردية",
}


def sample(language: str, *, company_name: str) -> dict[str, str]:
    """Every variable there is, for somebody who does not exist."""
    moment = in_words(MOMENT, language, "Europe/Lisbon")
    return harmless(
        {
            "candidate_name": "Rowan Vale",
            "job_title": TITLES.get(language, TITLES["en"]),
            "company_name": company_name,
            "link": "https://example.org/apply/supervisor/",
            "deadline": moment,
            "code": "482913",
            "opens_at": moment,
            "scheduling_link": "https://calendar.example.org/rowan",
        }
    )
