"""The way into a step of the workflow, for the candidate pages of every kind of stage."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer, Stage


def attempt_at(request: ProvenRequest, stage_id: UUID) -> Attempt | None:
    """The candidate's open attempt at this stage, begun now if it may be, with the rows around it.

    None where there is nothing to do here: the journey page says where the candidate stands, so go there.
    """
    stage = stage_at(request.interviewer, stage_id)
    if stage is None:
        return None
    try:
        return attempts.begin(application=request.application, stage=stage)
    except Refused:
        return None


def stage_at(interviewer: Interviewer, stage_id: UUID) -> Stage | None:
    """The stage of this interviewer, removed ones included: who has begun one may finish it."""
    standing = next((stage for stage in interviewer.stages.all() if stage.id == stage_id), None)
    return standing or Stage.objects.filter(id=stage_id, interviewer=interviewer).first()
