"""The fixed words of a report, in the language that is active."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def words() -> dict[str, str]:
    """By the names that layouts know them by."""
    return {
        "overall": _("Overall score"),
        "covered": _("covered"),
        "stopped": _("Stopped by a rule."),
        "highlights": _("Highlights"),
        "lowlights": _("Worth a question"),
        "flags": _("Worth knowing"),
        "flags_note": _("Noticed in the conversation. It changes no score."),
        "proficiency_note": _("From words alone, 1 to 5. How somebody sounds is never judged."),
        "not_judged": _("Not judged"),
        "overall_level": _("Overall"),
        "structured": _("Structured answers"),
        "claims": _("What does not line up"),
        "claims_note": _("For people to ask about before they decide. Nobody is rejected for it."),
        "facts": _("Facts heard"),
        "notes": _("Notes"),
        "transcript": _("Transcript"),
        "resume": _("Resume"),
        "not_asked": _("Not asked"),
        "not_addressed": _("Not addressed"),
        "not_evaluated": _("Not evaluated yet."),
        "not_reached": _("The candidate has not come to this step."),
        "formula": _(
            "Question scores run from 1 to 5. A stage is 100 × Σ weight × (score − 1) ÷ 4 ÷ Σ weight over the"
            " questions asked; an answer that did not address its question counts as 1. A question that was not"
            " asked lowers coverage, not the score. Every quote is word for word."
        ),
        "interviewer": _("Interviewer"),
        "made": _("Made"),
        "page": pgettext("of a document", "Page"),
    }
