"""What the questions of a stage are about first, as its settings say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from greenroom.skills.plan_interviewer.focus import Focus

SETTING = "interview_type"
_KNOWN: tuple[Focus, ...] = get_args(Focus)


def focus(config: Mapping[str, Any]) -> Focus:
    """Of a stage with these settings; "general" where they set none."""
    return next((each for each in _KNOWN if each == config.get(SETTING)), "general")
