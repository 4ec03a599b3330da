"""Settings of the text-message stage."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from greenroom.interviewers.contract import Setting
from greenroom.stages.config import Config, SpokenContext

WORDS, NUDGES, QUIET = _("Messages"), _("Reminders"), _("Quiet hours")
VARIABLES = _("{{candidate_name}} and {{job_title}} are filled in.")
Message = Annotated[str, Field(max_length=500)]


class BlackoutPeriod(Config):
    """When no message is sent. Hours on the clock of the zone; end 24 is midnight; over midnight if it ends earlier."""

    enabled: Annotated[bool, Setting(_("Keep quiet hours"), group=QUIET)] = False
    timezone: Annotated[
        str,
        Setting(_("Time zone"), group=QUIET, options=lambda: sorted(available_timezones())),
    ] = "UTC"
    start_hour: Annotated[int, Field(ge=0, le=23), Setting(_("From"), group=QUIET, unit=_("o'clock"))] = 21
    end_hour: Annotated[int, Field(ge=1, le=24), Setting(_("To"), group=QUIET, unit=_("o'clock"))] = 8

    @model_validator(mode="after")
    def _is_a_period(self) -> BlackoutPeriod:
        if self.timezone not in available_timezones():
            raise ValueError(str(_("Choose a time zone from the list.")))
        if self.enabled and self.start_hour == self.end_hour:
            raise ValueError(str(_("Quiet hours begin and end at different hours.")))
        return self


class ConversationalSMSConfig(SpokenContext):
    """num_questions: how many a plan writes at most."""

    num_questions: Annotated[
        int,
        Field(ge=1, le=10),
        Setting(
            _("Questions to write"),
            _(
                "Questions, and the messages below, are sent as you wrote them: nothing is translated. What we say"
                " around them is in the candidate's language, where interviews are held in it."
            ),
        ),
    ] = 4
    intro_message: Annotated[Message, Setting(_("First message"), VARIABLES, group=WORDS)] = ""
    disqualification_message: Annotated[
        Message, Setting(_("When a dealbreaker fails"), VARIABLES, group=WORDS)
    ] = ""
    follow_up_message: Annotated[Message, Setting(_("Reminder"), VARIABLES, group=WORDS)] = ""
    hop_on_call_message: Annotated[Message, Setting(_("Invitation to a call"), VARIABLES, group=WORDS)] = ""
    cooldown_period_hrs: Annotated[
        int, Field(ge=1, le=168), Setting(_("Remind after"), group=NUDGES, unit=_("hours"))
    ] = 24
    max_nudge_amount: Annotated[int, Field(ge=0, le=10), Setting(_("Reminders at most"), group=NUDGES)] = 2
    blackout_period: BlackoutPeriod = BlackoutPeriod()
