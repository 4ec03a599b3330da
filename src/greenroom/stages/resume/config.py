"""Settings of the resume stage."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from greenroom.interviewers.contract import Setting
from greenroom.stages.config import ENDS, OwnContext, Words


class ResumeConfig(OwnContext):
    """num_eligibility_questions, num_criteria_questions: how many a plan writes at most.

    instant_result: whether candidates are told as soon as a rule has spoken for them, in the words of
    passed_message; "" for neutral words in their own language.
    """

    mandatory: Annotated[
        bool, Setting(_("Resume Upload Required"), _("Off: candidates may skip this step."))
    ] = True
    instant_result: Annotated[
        bool,
        Setting(
            _("Tell who meets the rule at once"),
            _("Only where this stage has a rule. Off: their next step opens without a word."),
            group=ENDS,
        ),
    ] = False
    passed_message: Annotated[
        Words, Setting(_("To who meets it"), _("Empty: neutral words in their language."), group=ENDS)
    ] = ""
    num_eligibility_questions: Annotated[
        int, Field(ge=0, le=15), Setting(_("Qualifications to write"), _("3 or 4 are usual."))
    ] = 4
    num_criteria_questions: Annotated[
        int, Field(ge=0, le=15), Setting(_("Criteria to write"), _("5 are usual."))
    ] = 5
