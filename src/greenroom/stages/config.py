"""Settings that several kinds of stage share. Field names and limits are those of the published API."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from greenroom.interviewers.contract import Setting
from greenroom.interviewers.rules.context import LONGEST_SECTION, Delivery

OWN = _("What this stage says instead")
ENDS = _("When a rule has spoken")


class Config(BaseModel):
    """Base of every kind's settings: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Section = Annotated[str | None, Field(max_length=LONGEST_SECTION)]
Words = Annotated[str, Field(max_length=1_000)]


class OwnContext(Config):
    """What a stage says in place of what its interviewer says; None where it says the same.

    stopped_message: to whom a rule of this stage has stopped, on their page and by e-mail; "" for neutral words in
    their own language.
    """

    stopped_message: Annotated[
        Words,
        Setting(
            _("To whom it stops"),
            _("Read on their page and by e-mail. Empty: neutral words in their language."),
            group=ENDS,
        ),
    ] = ""
    instructions: Annotated[Section, Setting(_("Style and approach"), group=OWN, kept_only=True)] = None
    company_overview: Annotated[Section, Setting(_("Company"), group=OWN)] = None
    company_overview_delivery_mode: Annotated[
        Delivery | None, Setting(_("How the company is told"), group=OWN)
    ] = None
    job_overview: Annotated[Section, Setting(_("Role"), group=OWN)] = None
    job_overview_delivery_mode: Annotated[Delivery | None, Setting(_("How the role is told"), group=OWN)] = (
        None
    )
    interview_process_overview: Annotated[Section, Setting(_("Process"), group=OWN)] = None
    interview_process_overview_delivery_mode: Annotated[
        Delivery | None, Setting(_("How the process is told"), group=OWN)
    ] = None


class SpokenContext(OwnContext):
    """Of a stage that talks with candidates."""

    instructions: Annotated[
        Section,
        Setting(_("Style and approach"), _("How to talk here; candidates never hear this."), group=OWN),
    ] = None
