"""What candidates are told once the rule of the stage has spoken for them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.stages.resume.config import ResumeConfig


def passed(attempt: Attempt) -> str:
    """The stage's words, or ours in the candidate's language; "" where it tells nothing, or has no rule to tell of."""
    config = ResumeConfig(**attempt.config)
    if not config.instant_result or not any(attempt.rule.values()):
        return ""
    return config.passed_message.strip() or _("You meet what this step asks for.")
