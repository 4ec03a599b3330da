"""The languages interviews are held in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.core.errors import Refused
from greenroom.guidance.rules import words

LANGUAGES: dict[str, Promise] = {
    "en": gettext_lazy("English"),
    "es": gettext_lazy("Spanish"),
    "fr": gettext_lazy("French"),
    "de": gettext_lazy("German"),
    "pt": gettext_lazy("Portuguese"),
    "ar": gettext_lazy("Arabic"),
}
"""ISO 639-1 code to name."""

SAMPLES = {
    "en": "Hello, and thank you for taking the time. Shall we begin with the first question?",
    "es": "Hola, y gracias por su tiempo. ¿Empezamos con la primera pregunta?",
    "fr": "Bonjour, et merci de nous accorder ce moment. Commençons-nous par la première question ?",
    "de": "Guten Tag, und danke für Ihre Zeit. Wollen wir mit der ersten Frage beginnen?",
    "pt": "Olá, e obrigado pelo seu tempo. Começamos com a primeira pergunta?",
    "ar": "مرحبًا، وشكرًا على وقتك. هل نبدأ بالسؤال الأول؟",
}
"""What a voice says to be judged by."""

LONGEST_VOICE = 120


@dataclass(frozen=True)
class Spoken:
    """voice: as the browser that has it names it; "" for the first one there is."""

    is_enabled: bool = True
    voice: str = ""


def checked(chosen: Mapping[str, Spoken]) -> dict[str, Spoken]:
    """One for each language. Raises Refused for one nobody offers, and when none would be left."""
    if set(chosen) - set(LANGUAGES):
        raise Refused(_("Choose among the languages."), field="languages")
    found = {
        language: Spoken(
            is_enabled=spoken.is_enabled,
            voice=words.line(spoken.voice, field=f"voice_{language}", longest=LONGEST_VOICE),
        )
        for language, spoken in chosen.items()
    }
    if not any(found.get(language, Spoken()).is_enabled for language in LANGUAGES):
        raise Refused(_("Interviews need at least one language."), field="languages")
    return found


def language(code: str) -> str:
    """The code itself. Raises Refused for a language nobody offers."""
    if code not in LANGUAGES:
        raise Refused(_("Choose one of the languages."), field="language")
    return code
