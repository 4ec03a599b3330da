"""How results are said, on the page and in the report alike."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FLAGS = {
    "person": _("Asked to speak with a person"),
    "instruction": _("Tried to give the interviewer instructions"),
    "distress": _("Seemed to be in distress"),
    "passed_on": _("Asked something we could not answer"),
    "abuse": _("Used abusive words"),
}
"""What the interviewer noticed, by kind of note."""
CLAIM_KINDS = {
    "date": _("Dates"),
    "title": _("Job title"),
    "employer": _("Employer"),
    "skill": _("Skills"),
    "education": _("Education"),
    "other": _("Other"),
}
SEVERITIES = {
    1: (_("Worth asking"), ""),
    2: (_("Matters"), "look"),
    3: (_("Decisive if it holds"), "bad"),
}
"""How much hangs on a claim, with the tone it is shown in."""
CLAIM_WORDS = {
    "ask": _("To be asked"),
    "explained": _("Explained"),
    "no_gap": _("Not a gap"),
}
"""What a person makes of a claim."""


def claim_kind(kind: str) -> str:
    return str(CLAIM_KINDS.get(kind, kind))


def claim_word(word: str) -> str:
    """In words, "" where nobody has said."""
    return str(CLAIM_WORDS.get(word, word))


def flag_label(kind: str) -> str:
    """In words; a kind without words of its own as it is."""
    return str(FLAGS.get(kind, kind))


def language_name(code: str) -> str:
    """ "English", in the reader's words; the code itself where nobody knows it."""
    try:
        found = Locale.parse(code, sep="-").get_display_name((get_language() or "en").replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return code
    return (found or code).capitalize()
