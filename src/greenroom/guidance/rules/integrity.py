"""Which integrity signals there are, and from which confidence one is flagged."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.core.errors import Refused
from greenroom.guidance.rules.seen import mark

DEFAULT_THRESHOLD = 70

TYPES: dict[str, tuple[Promise, Promise]] = {
    "tab_switching": (
        gettext_lazy("Tab switching"),
        gettext_lazy("The interview was left for another tab or window."),
    ),
    "ai_scripted_answer": (
        gettext_lazy("Scripted answers"),
        gettext_lazy("An answer reads as if it had been written beforehand or by a machine."),
    ),
    "multiple_people": (
        gettext_lazy("Several people"),
        gettext_lazy("More than one person is in the picture."),
    ),
    "multiple_speakers": (
        gettext_lazy("Several speakers"),
        gettext_lazy("More than one voice answers."),
    ),
    "phone_detection": (
        gettext_lazy("Phone in view"),
        gettext_lazy("A phone is held or looked at."),
    ),
    "unusual_delays": (
        gettext_lazy("Unusual delays"),
        gettext_lazy("Silences before answers that are long for this candidate."),
    ),
    "facial_behaviour": (
        gettext_lazy("Looking away"),
        gettext_lazy("The face is turned from the screen for long stretches."),
    ),
}
"""Signal to its name and to what it notices."""


def seen(*, is_enabled: bool, threshold: int, types: Iterable[str]) -> str:
    """A mark of the settings as their writer had them before them."""
    return mark({"is_enabled": is_enabled, "threshold": threshold, "types": sorted(types)})


def checked(*, is_enabled: bool, threshold: int, types: Iterable[str]) -> tuple[int, list[str]]:
    """The threshold and the types in their own order. Raises Refused with the field that is wrong."""
    wanted = set(types)
    if wanted - set(TYPES):
        raise Refused(_("Choose among the signals."), field="types")
    if not 0 <= threshold <= 100:
        raise Refused(_("The threshold is between 0 and 100."), field="threshold")
    if is_enabled and not wanted:
        raise Refused(_("Choose at least one signal, or switch the checks off."), field="types")
    return threshold, [name for name in TYPES if name in wanted]


def flags(confidence: float, threshold: int) -> bool:
    """Whether a signal of this confidence, 0 to 100, is worth a look."""
    return confidence >= threshold
