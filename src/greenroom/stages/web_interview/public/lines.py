"""Whether an interview can be spoken at this moment, and which of the two ways its candidate has chosen."""

from __future__ import annotations

import os
from uuid import UUID

import structlog
from django.urls import reverse

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.candidates.queries import accommodations
from greenroom.compliance.models import Consent
from greenroom.conversations.actions import calls as calling
from greenroom.conversations.queries import calls
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.speech.available import available
from greenroom.conversations.voice.transports import registry as transports
from greenroom.core.http.middleware import CONTENT_SECURITY_POLICY
from greenroom.stages.web_interview.config import WebInterviewConfig

log = structlog.get_logger(__name__)

TYPING = "typing"  # session key: the attempt that this browser types at
SOME = UUID(int=0)
"""A turn, in an address that a page fills in."""
BARS = 20

LEVEL = tuple(
    (str(n * 6), str(12 - height / 2), str(height))
    for n, height in enumerate([5, 8, 11, 9, 15, 20, 17, 13] * 3)
)[:BARS]
"""x, y and height of the bars of a level, on 118 by 24, as SVG writes numbers."""


def may_speak(attempt: Attempt) -> bool:
    """Whether the stage is spoken, its language too, somebody answers the line, and nobody asked to type only."""
    _hearing, speaking = available(attempt.stage.interviewer.language)
    if not WebInterviewConfig(**attempt.config).spoken or not hears(attempt) or not speaking.engine:
        return False
    if not calls.lines().workers or not can_carry():
        return False
    return not accommodations.of(attempt.application.candidate_id).typed_only


def hears(attempt: Attempt) -> str:
    """Who writes down what is said: a vendor's name, "browser" for the candidate's own, "" for nobody."""
    hearing, _speaking = available(attempt.stage.interviewer.language)
    return hearing.engine


def may_be_heard(attempt: Attempt) -> bool:
    """Whether the candidate's agreement stands: without it no sound leaves their browser. Members try it out."""
    return (
        attempt.application.is_test
        or Consent.objects.filter(
            subject_id=attempt.application_id, purpose="interview", withdrawn_at=None
        ).exists()
    )


def policy() -> str:
    """The Content-Security-Policy of a page that calls: it may reach what carries calls, too."""
    settings = VoiceSettings(os.environ)
    origins = " ".join(transports.usable(settings).reaches(settings))
    return CONTENT_SECURITY_POLICY.replace("connect-src 'self'", f"connect-src 'self' {origins}".rstrip())


def can_carry() -> bool:
    """Whether what is set to carry calls can be used."""
    try:
        transports.usable(VoiceSettings(os.environ))
    except BadVoiceSetting as problem:
        log.warning("no call can be carried", problem=str(problem))
        return False
    return True


def choose(request: ProvenRequest, attempt: Attempt) -> bool:
    """Note the way that the address names, if any; True where it is typing. Who types is on no call."""
    wanted = request.GET.get("mode", "")
    if wanted == "typing":
        calling.hang_up(attempt=attempt)
        request.session[TYPING] = str(attempt.id)
    elif wanted == "speaking":
        request.session.pop(TYPING, None)
    return request.session.get(TYPING) == str(attempt.id)


def address(request: ProvenRequest, name: str, stage_id: UUID, *more: UUID) -> str:
    """Of a page of this interview."""
    return reverse(name, args=[request.workspace.slug, request.interviewer.slug, stage_id, *more])
