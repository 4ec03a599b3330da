"""What Twilio is told to do with a call (twilio.com/docs/voice/twiml). Pure: words and addresses in, XML out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

LOCALES = {"en": "en-US", "es": "es-ES", "fr": "fr-FR", "de": "de-DE", "pt": "pt-PT", "ar": "arb"}
VOICES = {"arb": "Polly.Zeina"}
"""Twilio's basic voice speaks the others."""
CHOOSE_WITHIN = 8  # seconds


def hang_up() -> str:
    return _document()


def speak_with(*, stream: str, parameters: Mapping[str, str], after: str) -> str:
    """Connect both ends of the sound to a websocket; once it is closed, ask `after` what is next."""

    def fill(response: ET.Element) -> None:
        line = ET.SubElement(ET.SubElement(response, "Connect"), "Stream", url=stream)
        for name, value in parameters.items():
            ET.SubElement(line, "Parameter", name=name, value=value)
        ET.SubElement(response, "Redirect", method="POST").text = after

    return _document(fill)


def say(words: str, *, language: str) -> str:
    """Say it and hang up."""
    return _document(lambda response: _say(response, words, language))


def ask(words: str, *, otherwise: str, language: str, action: str) -> str:
    """Say it and hand the digit that is pressed to `action`; without one, say the other words and hang up."""

    def fill(response: ET.Element) -> None:
        gather = ET.SubElement(
            response, "Gather", numDigits="1", timeout=str(CHOOSE_WITHIN), action=action, method="POST"
        )
        _say(gather, words, language)
        _say(response, otherwise, language)

    return _document(fill)


def _say(parent: ET.Element, words: str, language: str) -> None:
    locale = LOCALES.get(language.split("-", maxsplit=1)[0], LOCALES["en"])
    said = ET.SubElement(parent, "Say", language=locale)
    said.text = words
    if locale in VOICES:
        said.set("voice", VOICES[locale])


def _document(fill: Callable[[ET.Element], None] | None = None) -> str:
    response = ET.Element("Response")
    if fill is not None:
        fill(response)
    ET.SubElement(response, "Hangup")
    return '<?xml version="1.0" encoding="UTF-8"?>' + ET.tostring(response, encoding="unicode")
