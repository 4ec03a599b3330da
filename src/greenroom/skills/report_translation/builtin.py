"""The built-in engine: the words the product itself knows in a language. It translates nothing else, and says so."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from greenroom.skills.report_translation.schema import PartsToTranslate, PartsTranslated, PartTranslated

_LOCALE = Path(__file__).parents[2] / "locale"
_WRITTEN_IN = "en"
_ENDS = ".:!?"


def translate(given: PartsToTranslate) -> PartsTranslated:
    """Each part that is word for word a text of the product, in the target language; every other as it came."""
    target, source = given.target.lower()[:2], given.source.lower()[:2]
    parts = []
    for part in given.parts:
        if source == target or not any(letter.isalpha() for letter in part.text):
            found: str | None = part.text
        else:
            found = _known(part.text, target) if source == _WRITTEN_IN else None
        parts.append(PartTranslated(key=part.key, text=found or part.text, translated=found is not None))
    return PartsTranslated(parts=parts, untranslated=[part.key for part in parts if not part.translated])


def _known(text: str, target: str) -> str | None:
    """The catalogue's words, also where only the mark at the end differs; None where it has none."""
    catalogue = _catalogue(target)
    lead, words = text[: len(text) - len(text.lstrip())], text.strip()
    for bare, mark in ((words, ""), (words[:-1], words[-1:])):
        if mark and mark not in _ENDS:
            break
        said = catalogue.gettext(bare) if bare else ""
        if said:
            return f"{lead}{said}{mark}"
    return None


class _Unknown(gettext.NullTranslations):
    """Says nothing for what no catalogue holds; a word may well be the same in two languages."""

    def gettext(self, message: str) -> str:  # noqa: ARG002  (gettext's signature)
        return ""


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    try:
        found: gettext.NullTranslations = gettext.translation("django", str(_LOCALE), languages=[language])
    except OSError:
        return _Unknown()
    found.add_fallback(_Unknown())
    return found
