"""Whether a candidate can be called on their telephone."""

from __future__ import annotations

from django.urls import reverse

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.conversations.phone import registry
from greenroom.stages.web_interview.config import WebInterviewConfig


def offered(attempt: Attempt) -> bool:
    """Where the stage allows it and somebody is there to ring: else there is no button."""
    config = WebInterviewConfig(**attempt.config)
    return config.spoken and config.phone_calls_enabled and registry.caller(attempt.workspace_id) is not None


def address(request: ProvenRequest, attempt: Attempt) -> str:
    """Of the page that asks for a call, "" where there is none."""
    if not offered(attempt):
        return ""
    return reverse(
        "candidate-phone", args=[request.workspace.slug, request.interviewer.slug, attempt.stage_id]
    )
