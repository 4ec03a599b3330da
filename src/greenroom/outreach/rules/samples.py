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
OWN_WORDS = {
    "en": "Thank you for writing to us.\nThis is what somebody of our team has written for you.",
    "es": "Gracias por escribirnos.\nEsto es lo que alguien de nuestro equipo ha escrito para usted.",
    "fr": "Merci de nous avoir écrit.\nVoici ce qu'une personne de notre équipe a écrit pour vous.",
    "de": "Danke, dass Sie uns geschrieben haben.\nDas hat jemand aus unserem Team für Sie geschrieben.",
    "pt": "Obrigado por nos escrever.\nIsto é o que alguém da nossa equipe escreveu para você.",
    "ar": "شكرا لأنك كتبت إلينا.\nهذا ما كتبه لك شخص من فريقنا.",
}


def sample(language: str, *, company_name: str) -> dict[str, str]:
    """Every variable there is, for somebody who does not exist."""
    words = OWN_WORDS.get(language, OWN_WORDS["en"])
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
            "message": words,
            "answer": words,
            "reason": words,
        }
    )
