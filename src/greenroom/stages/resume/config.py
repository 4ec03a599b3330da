"""Settings of the resume stage."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from greenroom.interviewers.contract import Setting
from greenroom.stages.config import OwnContext


class ResumeConfig(OwnContext):
    """num_eligibility_questions, num_criteria_questions: how many a plan writes."""

    mandatory: Annotated[
        bool, Setting(_("Resume Upload Required"), _("Off: candidates may skip this step."), kept_only=True)
    ] = True
    num_eligibility_questions: Annotated[
        int, Field(ge=0, le=15), Setting(_("Qualifications to write"), _("3 or 4 are usual."), kept_only=True)
    ] = 4
    num_criteria_questions: Annotated[
        int, Field(ge=0, le=15), Setting(_("Criteria to write"), _("5 are usual."), kept_only=True)
    ] = 5
