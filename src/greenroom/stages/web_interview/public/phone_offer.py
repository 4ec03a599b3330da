"""Whether a candidate can be called on their telephone."""

from __future__ import annotations

from django.urls import reverse

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.conversations.phone import registry
from greenroom.conversations.voice.speech.available import available
from greenroom.stages.web_interview.config import WebInterviewConfig

BROWSER = "browser"
"""Who hears where the server cannot; a telephone has none."""


def offered(attempt: Attempt) -> bool:
    """Where the stage allows it, somebody is there to ring, and the server itself hears and speaks: else no button."""
    config = WebInterviewConfig(**attempt.config)
    if not (config.spoken and config.phone_calls_enabled):
        return False
    hearing, speaking = available(attempt.stage.interviewer.language)
    if hearing.engine in {"", BROWSER} or not speaking.engine:
        return False
    return registry.caller(attempt.workspace_id) is not None


def address(request: ProvenRequest, attempt: Attempt) -> str:
    """Of the page that asks for a call, "" where there is none."""
    if not offered(attempt):
        return ""
    return reverse(
        "candidate-phone", args=[request.workspace.slug, request.interviewer.slug, attempt.stage_id]
    )
