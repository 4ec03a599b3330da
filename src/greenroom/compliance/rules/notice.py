"""What a candidate is told before anything is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VERSION = "1"  # of the sentences; a change of any of them is a new one
AGREEMENT = _("I agree that my answers are recorded and assessed for this role.")


def version(keep_days: int) -> str:
    """Which words these are: another number of days is another notice."""
    return f"{VERSION}/{keep_days}"


def points(keep_days: int) -> Sequence[str]:
    """The notice, a plain sentence a point. keep_days: how long data is kept."""
    return (
        gettext("The interviewer is software, not a person. It asks every candidate the same questions."),
        gettext("Your details, resume and answers are stored and read by the hiring team."),
        gettext(
            "Software scores your answers against a fixed rubric. A person decides; no score rejects you."
        ),
        gettext("We keep them for %(days)s days, then delete them.") % {"days": keep_days},
        gettext(
            "You can stop at any time, come back, see your data, correct it, or ask for it to be deleted."
        ),
    )
