"""The interview: what was said so far, the question at hand, and a box for the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page, piece, to
from greenroom.candidates.public.steps import attempt_at
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Turn
from greenroom.core.errors import Refused
from greenroom.core.ids import new_token
from greenroom.guidance.queries import personas
from greenroom.skills.contract import MODEL
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.web_interview.config import WebInterviewConfig
from greenroom.stages.web_interview.kind import KIND
from greenroom.stages.web_interview.public import lines, look, phone_offer, talk, tongues
from greenroom.stages.web_interview.public.talk import Talk

OVERTAKEN = 409


class AnswerForm(forms.Form):
    """The box of somebody whose answer was refused and whose browser runs no script."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


@proven
def room(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """The whole page, to speak on or to type on. What waits for a reply since a crash is answered first.

    Only a language model may be slow or away, so its reply is asked for by the page once it is there.
    """
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return to(request, "candidate-journey")
    interviews.begin(attempt=attempt)
    speaks = lines.may_speak(attempt)
    if speaks and not lines.choose(request, attempt):
        return _speak(request, attempt)
    if request.workspace.engines.get("next_turn") != MODEL:
        interviews.reply(attempt=attempt)
    now = talk.of(attempt)
    if now.ended:
        return to(request, "candidate-journey")
    return _room(request, attempt, now, speaks=speaks)


@proven
@require_POST
def turn(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """One answer. Kept before anything is said to it; the same key twice is one answer.

    With script the new state of the conversation comes back; without it, a redirect to the page.
    """
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return _after(request)
    in_time, failed = True, False
    try:
        in_time = interviews.hear(
            attempt=attempt,
            text=request.POST.get("answer", ""),
            key=request.POST.get("key", "") or new_token(),
            seen=_number(request.POST.get("seen", "")),
        )
    except Refused as refused:
        return _refused(request, attempt, refused.message)
    except ModelFailure:
        failed = True
    return _state(request, attempt, failed=failed, overtaken=not in_time)


@proven
@require_POST
def reply(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Make the reply that could not be made before; the page asks by itself, and people may press."""
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return _after(request)
    interviews.begin(attempt=attempt)
    try:
        interviews.reply(attempt=attempt)
    except ModelFailure:
        return _state(request, attempt, failed=True)
    return _state(request, attempt)


@proven
def finish(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Ends the interview early: asks on GET, does it on POST."""
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return to(request, "candidate-journey")
    interviews.begin(attempt=attempt)
    if request.method == "POST":
        interviews.finish_early(attempt=attempt)
        return to(request, "candidate-journey")
    context = {"attempt": attempt, "talk": talk.of(attempt)}
    context |= look.own(request, attempt)
    return page(request, "stages/web_interview/finish.html", context)


def open_attempt(request: ProvenRequest, stage_id: UUID) -> Attempt | None:
    """The candidate's open attempt, begun now if it may be."""
    attempt = attempt_at(request, stage_id)
    return attempt if attempt is not None and attempt.stage.kind == KIND.slug else None


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else None


def _scripted(request: ProvenRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _refused(request: ProvenRequest, attempt: Attempt, message: str) -> HttpResponse:
    """The words stay where they were typed, with the reason beside them."""
    if _scripted(request):
        return HttpResponse(message, status=422, content_type="text/plain; charset=utf-8")
    interviews.begin(attempt=attempt)  # this may be the first that is sent
    form = AnswerForm(request.POST)
    form.add_error("answer", message)
    now = talk.of(attempt)
    asking = now.news[-1] if now.news else ""
    context = {"attempt": attempt, "form": form, "talk": now, "asking": asking, "fresh_key": _key()}
    context |= look.own(request, attempt)
    return page(request, "stages/web_interview/again.html", context, status=422)


def _state(
    request: ProvenRequest, attempt: Attempt, *, failed: bool = False, overtaken: bool = False
) -> HttpResponse:
    """Where the conversation is now: a fragment with script, the page without."""
    now = talk.of(attempt)
    if now.ended and not overtaken and not _has_last_words(attempt):
        return _after(request)
    status = OVERTAKEN if overtaken else 200
    if not _scripted(request):
        if failed or overtaken or now.ended:
            return _room(request, attempt, now, failed=failed, overtaken=overtaken, status=status)
        slugs = [request.workspace.slug, request.interviewer.slug]
        room_url = reverse("candidate-interview", args=[*slugs, attempt.stage_id])
        return redirect(f"{room_url}#composer")
    context = {"attempt": attempt, "talk": now, "failed": failed, "overtaken": overtaken, "update": True}
    answer = piece(request, "stages/web_interview/_update.html", context, status=status)
    if overtaken:
        answer.headers["X-Answer-Kept"] = "yes"
    return answer


def _has_last_words(attempt: Attempt) -> bool:
    """Whether the page stays until they are read."""
    return bool(WebInterviewConfig(**attempt.config).web_interview_config.outro_message.strip())


def _room(
    request: ProvenRequest,
    attempt: Attempt,
    now: Talk,
    *,
    failed: bool = False,
    overtaken: bool = False,
    speaks: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "attempt": attempt,
        "talk": now,
        "failed": failed,
        "overtaken": overtaken,
        "speaks": speaks,
        "phone_url": phone_offer.address(request, attempt),
        "fresh_key": _key(),
        **tongues.told(attempt),
        **look.own(request, attempt),
    }
    return page(request, "stages/web_interview/room.html", context, status=status)


def _speak(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """The device check, and the call behind it. Who speaks is the interviewer's persona."""
    now = talk.of(attempt)
    if now.ended:
        return to(request, "candidate-journey")
    interviewer = request.interviewer
    speaker = personas.speaker(interviewer.workspace_id, interviewer.persona_id)
    stage, config = attempt.stage_id, WebInterviewConfig(**attempt.config)
    context = {
        "attempt": attempt,
        "talk": now,
        "hears": lines.hears(attempt),
        "video": config.video,
        "captions": config.web_interview_config.show_transcript,
        "self_view": config.web_interview_config.candidate_presence_enabled,
        "speaker": speaker.name or _("Our interviewer"),
        "asking": now.news[-1] if now.news else "",
        "bars": lines.LEVEL,
        "call_url": lines.address(request, "candidate-call", stage),
        "recordings_url": lines.address(request, "candidate-recordings", stage),
        "samples_url": lines.address(request, "candidate-call-samples", stage),
        "correct_url": lines.address(request, "candidate-correct-turn", stage, lines.SOME).replace(
            str(lines.SOME), "{turn}"
        ),
        "phone_url": phone_offer.address(request, attempt),
        "typing_url": f"{lines.address(request, 'candidate-interview', stage)}?mode=typing",
        **tongues.told(attempt),
        **look.own(request, attempt),
    }
    response = page(request, "stages/web_interview/speak.html", context)
    response.headers["Content-Security-Policy"] = lines.policy()
    return response


def _key() -> str:
    return new_token()[:40]


def _after(request: ProvenRequest) -> HttpResponse:
    """The interview is over: the page moves on by itself, with script or without.

    Words that came after the end, and are not the ones that ended it, are not carried off with the page.
    """
    if not _scripted(request):
        return to(request, "candidate-journey")
    key = request.POST.get("key", "")
    kept = Turn.objects.filter(attempt__application=request.application, key=key).exists()
    if request.POST.get("answer", "").strip() and not kept:
        message = _("This interview is finished, so these words were not sent. What you sent before is kept.")
        return HttpResponse(message, status=422, content_type="text/plain; charset=utf-8")
    moved = HttpResponse(status=200)
    slugs = [request.workspace.slug, request.interviewer.slug]
    moved.headers["HX-Redirect"] = reverse("candidate-journey", args=slugs)
    return moved
