"""Settings of the scenario stage."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from greenroom.interviewers.contract import Setting
from greenroom.stages.config import OwnContext

TASK, LIMITS, MANNER = _("The task"), _("Limits"), _("How the assistant behaves")
Words = Annotated[str, Field(max_length=5_000)]


class Mode(StrEnum):
    STANDARD = "standard"
    ERROR_DETECTION = "error_detection"


class ScenarioConfig(OwnContext):
    """background: what a scenario is written from. The mode is fixed once there is a scenario."""

    mode: Annotated[
        Mode,
        Setting(
            _("Mode"), _("Test AI Error Detection: the assistant makes mistakes to be found."), group=TASK
        ),
    ] = Mode.STANDARD
    background: Annotated[Words, Setting(_("Background"), group=TASK)] = ""
    title: Annotated[str, Field(max_length=160), Setting(_("Title"), group=TASK)] = ""
    goal: Annotated[Words, Setting(_("Goal"), group=TASK)] = ""
    scenario: Annotated[Words, Setting(_("Scenario"), group=TASK)] = ""
    deliverable: Annotated[Words, Setting(_("What to hand in"), group=TASK)] = ""
    time_limit_minutes: Annotated[
        int,
        Field(ge=5, le=120),
        Setting(_("Time"), _("20 to 30 are usual."), group=LIMITS, unit=_("minutes")),
    ] = 25
    rounds: Annotated[
        int, Field(ge=1, le=50), Setting(_("Rounds"), _("A message and its reply are one."), group=LIMITS)
    ] = 15
    allow_retake_on_timeout: Annotated[
        bool,
        Setting(
            _("Another go when time runs out"),
            _("Once for a candidate, besides the retakes of this interviewer."),
            group=LIMITS,
        ),
    ] = False
    greets_first: Annotated[bool, Setting(_("Greets first"), group=MANNER)] = True
    invents_missing_details: Annotated[
        bool, Setting(_("Makes up details that are missing"), group=MANNER)
    ] = False


def lacks(config: BaseModel) -> str:
    """What a task cannot be given without."""
    if isinstance(config, ScenarioConfig) and not config.scenario.strip():
        return gettext("Write the scenario first, or have it written from its background.")
    return ""


def fixed(config: BaseModel) -> tuple[str, ...]:
    """Once a scenario is written it is one for its mode."""
    return ("mode",) if isinstance(config, ScenarioConfig) and config.scenario.strip() else ()
