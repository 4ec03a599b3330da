"""How results are said, on the page and in the report alike."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FLAGS = {
    "person": _("Asked to speak with a person"),
    "instruction": _("Tried to give the interviewer instructions"),
    "distress": _("Seemed to be in distress"),
    "passed_on": _("Asked something we could not answer"),
    "abuse": _("Used abusive words"),
}
"""What the interviewer noticed, by kind of note."""


def flag_label(kind: str) -> str:
    """In words; a kind without words of its own as it is."""
    return str(FLAGS.get(kind, kind))
