"""What a candidate is told before anything is recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VERSION = "2"  # of the sentences; a change of any of them is a new one
_SOUND_SINCE = 2
CAPTURE = "+capture"
"""The end of the version of a notice that names the capture of pages."""
AGREEMENT = _("I agree that my answers are recorded and assessed for this role.")


def version(keep_days: int, *, captures: bool = False) -> str:
    """Which words these are: another number of days is another notice, and so is one more point."""
    return f"{VERSION}/{keep_days}{CAPTURE if captures else ''}"


def names_capture(version: str) -> bool:
    """Whether the notice of this version said that pages are captured."""
    return version.endswith(CAPTURE)


def days_of(version: str) -> int | None:
    """For how many days the notice of this version said that data is kept; None where it does not tell."""
    found = re.search(r"/(\d+)", version)
    return int(found[1]) if found else None


def names_sound(version: str) -> bool:
    """Whether the notice of this version said that sound and picture are recorded."""
    return int(version.partition("/")[0]) >= _SOUND_SINCE


def points(keep_days: int, *, captures: bool = False) -> Sequence[str]:
    """The notice, a plain sentence a point.

    keep_days: how long data is kept. captures: whether what happens on the pages is recorded for later review.
    """
    told = [
        gettext("The interviewer is software, not a person. It asks every candidate the same questions."),
        gettext("Your details, resume and answers are stored and read by the hiring team."),
        gettext(
            "If you speak, the sound is recorded, and the picture where the interview is by video."
            " You can type instead."
        ),
        gettext(
            "Software scores your answers against a fixed rubric. A person decides; no score rejects you."
        ),
    ]
    if captures:
        told.append(
            gettext(
                "So that problems can be found, the pages you see are recorded too: clicks, scrolling, errors, your"
                " browser, and how long anything you paste is. What you type is masked, and none of it is scored."
            )
        )
    return (
        *told,
        gettext("We keep them for %(days)s days, then delete them.") % {"days": keep_days},
        gettext(
            "You can stop at any time, come back, see your data, correct it, or ask for it to be deleted."
        ),
    )
